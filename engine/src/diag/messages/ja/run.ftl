# 報告そのものの言葉
place-record = { $file }: { $record } 件目
place-record-field = { $file }: { $record } 件目 { $field }
place-record-line = { $file }: { $record } 件目（{ $line } 行目）
place-record-field-line = { $file }: { $record } 件目 { $field }（{ $line } 行目）
place-page = { $page } ページ x { $x } y { $y } w { $w } h { $h } mm
hint = ヒント
count-errors = エラー { $count } 件
count-warnings = 警告 { $count } 件
count-both = { $errors }、{ $warnings }
no-message = このコードの説明文がありません。プログラムの誤りです
reference-title = 診断コード一覧
reference-intro =
    `chohyo explain コード` が表示する内容です。`cargo run -- explain --all` が生成します。手で直さないでください。

    L はレイアウト、R はレコード、C は組版、G は文字・フォント、P は PDF、B は実行と環境です。

B001 = `{ $path }` を読めません: { $cause }
    .hint = パスと読取権限を確かめてください
    .explain =
        コマンドラインで指定したファイルを読めませんでした。

        パスが正しいか、読取権限があるかを確かめてください。原因は OS が返したものです。
