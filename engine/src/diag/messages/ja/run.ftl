# 報告そのものの言葉
place-record = { $file }: { $record } 件目
place-record-field = { $file }: { $record } 件目 { $field }
place-record-line = { $file }: { $record } 件目（{ $line } 行目）
place-record-field-line = { $file }: { $record } 件目 { $field }（{ $line } 行目）
place-page = { $page } ページ x { $x } y { $y } w { $w } h { $h } mm
hint = ヒント
severity-error = エラー
severity-warning = 警告
severity-note = 注記
known-words = { $known ->
    [none] {""}
   *[other] （{ $known }）
    }
cause-io = { $cause ->
    [not-found] 見つかりません
    [denied] 権限がありません
    [folder] ファイルではなくフォルダです
    [no-folder] 途中の名前がフォルダではありません
    [not-utf8] UTF-8 の文字列ではありません
    [too-large] 大きすぎます
    [full] 空き容量がありません
    [read-only] 書込みのできない媒体です
   *[other] { $cause }
    }
count-errors = エラー { $count } 件
count-warnings = 警告 { $count } 件
count-both = { $errors }、{ $warnings }
no-message = このコードの説明文がありません。プログラムの誤りです
reference-title = 診断コード一覧
reference-intro =
    `chohyo explain コード` が表示する内容です。`cargo run -- explain --all` が生成します。手で直さないでください。

    L はレイアウト、R はレコード、C は組版、G は文字・フォント、P は PDF、B は実行と環境です。

B001 = `{ $path }` を読めません: { cause-io }
    .hint = パスと読取権限を確かめてください
    .explain =
        コマンドラインで指定したファイルを読めませんでした。

        パスが正しいか、読取権限があるかを確かめてください。`--layouts`、`--fonts`、`--params` のファイルも同じです。

B002 = `{ $option }` は日付・時刻として読めません: `{ $given }`
    .hint = { $form } の形で書いてください
    .explain =
        コマンドラインの日付は YYYY-MM-DD、作成日時は YYYY-MM-DDThh:mm:ss+09:00 の形で書きます。

        例: --as-of 2026-04-01  --date 2026-04-01T09:00:00+09:00

B003 = `{ $path }` に書き込めません: { cause-io }
    .hint = フォルダがあるか、空き容量と書込権限があるかを確かめてください
    .explain =
        出力は同じフォルダの一時ファイルに書き、完成してから名前を変えます。途中で失敗したときは何も残らず、前からあったファイルも壊れません。

        フォルダの有無、空き容量、書込権限を確かめてください。

B004 = `{ $path }` はシンボリックリンクです。リンク先には書きません
    .hint = リンク先のパスを直接指定してください
    .explain =
        リンクをたどって書くと、思わぬ場所に個人情報を含むファイルができることがあります。出力先には実際のパスを指定してください。

B005 = 診断コード `{ $code }` はありません
    .hint = 同じ系統のコード: { $known }
    .explain =
        コードは英字 1 字と数字 3 桁です。L はレイアウト、R はレコード、C は組版、G は文字・フォント、P は PDF、B は実行と環境です。

        例: chohyo explain L004

B006 = `{ $path }` の形式が分かりません
    .hint = { $endings } のどれかにしてください
    .explain =
        レコードの形式はファイルの末尾（.json、.jsonl、.csv）で、出力の形式は .pdf か .png で決まります。レコードは --format でも指定できます。

B007 = { $refused } 件を出力しませんでした（全 { $read } 件、出力 { $printed } 件）
    .explain =
        誤りのあるレコードは出力せず、ほかのレコードは出力します。何件目かと理由は、その前に並ぶ診断にあります。終了コードは 1 です。1 件も出力できないときは出力ファイルを作りません。

B009 = `{ $path }` にレコードがありません
    .explain =
        入力を最後まで読みましたが、レコードが 1 件もありませんでした。出力ファイルは作りません。

B010 = fonts.toml が正しくありません: { $cause }
    .explain =
        フォントの一覧 fonts.toml には、[[font]] ごとに name、role、file、sha256 が要ります。role は mincho、ud-mincho、gothic、gothic-bold、ocr-b です。

B012 = { $path } には { $pages } ページしかありません（指定: { $page }）
    .explain =
        preview の --page は 1 から、そのレコードのページ数までです。

B013 = この帳票には見本レコードがありません: `{ $path }`
    .hint = レコードのファイルを指定してください
    .explain =
        帳票のフォルダに sample.json が無いときは、preview にレコードのファイルを渡してください。

B014 = ページを表示できません: { cause-io }
    .hint = chohyo render … -o OUT.png で画像を作れます
    .explain =
        端末への表示か、画像を開くアプリの起動（--open）に失敗しました。render -o OUT.png で画像を作り、手で開いてください。

B015 = 診断が { $more } 件を超えました。以後は件数だけを数えます
    .explain =
        1 回の実行で表示する診断には上限があります。まず表示されたものを直してください。

B016 = 出力が端末ではないので、ページを表示できません
    .hint = --open で画像を開くか、chohyo render … -o OUT.png で画像を作ってください
    .explain =
        preview は端末にページを描きます。出力をファイルやパイプに向けたときは使えません。

B017 = コマンドの書き方が違います: { $kind ->
    [missing] `{ $given }` が足りません
    [unknown] `{ $given }` という指定はありません{ known-words }
    [command] `{ $given }` というコマンドはありません{ known-words }
    [value] `{ $option }` に `{ $given }` は使えません{ known-words }
    [no-value] `{ $option }` の値がありません{ known-words }
    [no-command] コマンドがありません（{ $given }）
    [conflict] `{ $given }` を一緒に使えないか、二度書いています
   *[other] `{ $given }`
    }
    .hint = chohyo --help、chohyo render --help などで書き方と例を見られます
    .explain =
        コマンド名、指定（--…）の名前、その値のどれかが違います。終了コードは 2 です。

        例: --live は --params CITY.toml と一緒に使います。

B018 = 中断しました。出力ファイルは作っていません
    .explain =
        Ctrl+C か終了の合図を受け、書きかけの一時ファイルを消して止まりました。前からあったファイルはそのままです。終了コードは 3 です。
        もう一度合図を送ると直ちに止まりますが、そのときは出力先に .chohyo- で始まる一時ファイルが残ることがあります。個人情報を含むので消してください。

B020 = { $fields } 項目を小さい字か長体で印字しました（欠けた文字はありません。一覧は --report FILE.json）
    .explain =
        基本の大きさで枠に入らなかったので、レイアウトの fit に従って文字を小さくしたか長体にした項目の数です。
        文字はすべて印字されています。終了コードは変わりません。

B021 = 文字超過: { $lost } 項目で文字が欠けました: { $names }
    .hint = --report FILE.json で一覧を書き出し、欠けた項目のページを確かめてください
    .explain =
        レイアウトの fit の最後の語が limit（入るところまで）か blank（空欄）の項目で、印字しなかった文字があります。
        # の後の数は何件目のレコードかを示します。終了コードは 1 です。文字の内容は表示しません。

B060 = レコードを調べるには帳票が要ります: { $path }
    .hint = --form 0010003 のように帳票ID かレイアウトのファイルを付けてください
    .explain =
        chohyo chars は、レコードの文字を「帳票が印字するとおりに」調べます。どの項目をどのフォントで印字するかは帳票が決めるので、
        レコードのファイル（.json .jsonl .csv）には --form が要ります。

            chohyo chars --form 0010003 records.jsonl --missing

        帳票と関係なく文字だけを調べるときは、1 行 1 件の .txt ファイルにしてください。

B061 = このファイルは調べられません: { $path }
    .hint = 末尾が .txt .json .jsonl .csv のファイルを渡してください
    .explain =
        引数は、末尾が .txt（1 行 1 件のテキスト）か .json .jsonl .csv（レコード）ならファイル、ほかは文字列そのものです。その名前のファイルが
        あるのに末尾がどれでもないときは、取り違えを防ぐために断ります。

B062 = 文字図形名ではありません
    .hint = {"{"}MJ014004{"}"} のように、英大文字と決まった桁数の数字で書いてください
    .explain =
        波かっこの中が文字図形名らしく見えますが、表にありません。MJ は 6 桁、GJ は 6 桁、GJH は 5 桁の半角数字です。

            {"{"}MJ014004{"}"}  {"{"}GJ000001{"}"}  {"{"}GJH00034{"}"}

        名前でない波かっこは、そのまま文字として扱います。

B063 = 入力に使えない符号です: { $code_point }
    .hint = 符号のない字形は {"{"}MJ014004{"}"} のように名前で書いてください
    .explain =
        U+F0000 から U+FFFFD（15 面の私用領域）は、符号のない字形を chohyo が内部で表すために使います。データに入っていても、どの字形か
        分からないので断ります。

B064 = UTF-8 ではない行です
    .hint = ファイルを UTF-8 に変換してください
    .explain =
        テキストは UTF-8 だけです。文字を推測して直すことはしません。この行から先は調べていません。

B065 = 文字がありません: { $given }
    .hint = 文字そのもの、MJ022335、1-19-75、U+845B のどれかで指定してください
    .explain =
        名前（MJ、GJ、GJH）、JIS X 0213 の面区点、Unicode の符号位置として読めましたが、その文字は表にありません。

B066 = 一文字を指定してください（{ $count } 文字でした）
    .hint = 何文字もあるときは chohyo chars 文字列 を使ってください
    .explain =
        chohyo chars show は一文字を調べます。異体字セレクタや濁点の付いた文字は、合わせて一文字です。

B067 = 文字図形を描けません: { $name }
    .explain =
        表にある文字図形を、内蔵のフォントで描けませんでした。プログラムの誤りです。chohyo fonts verify でフォントが壊れていないことを確かめ、
        この番号を添えて知らせてください。

B068 = 1 行が長すぎます
    .explain =
        テキストの 1 行は 16 MB までです。改行のないファイルか、テキストではないファイルかもしれません。この行から先は調べていません。

B069 = 縮退表 { $path } の { $line } 行目: { $problem ->
        [head] 1 行目が name,target,rank ではありません
        [name] 文字図形名ではありません
        [target] JIS X 0213 の 1 文字ではありません
        [rank] 順位が 1 から 255 の数ではありません
        [twice] 同じ文字に同じ行き先か同じ順位があります
       *[long] 行が多すぎます
    }
    .explain =
        city.toml の [characters.shrink] maps に書いた縮退表は、UTF-8 の CSV です。1 行目は name,target,rank、2 行目からは 1 行に 1 候補です。

            name,target,rank
            MJ014004,梦,1
            U+E000,1-19-75,1

        name は MJ・GJ・GJH の名前か市区町村の外字の符号、target は文字・U+845B・1-19-75 のどれか、rank は 1 から 255（1 が第一候補）です。

B090 = 読んだ { $read } 件・通った { $passed } 件・断った { $refused } 件
    .explain =
        records check が最後に出す件数です。「読んだ」は必ず「通った」と「断った」の和です。断ったレコードの何件目かと理由は、その前に並ぶ診断にあります。
        断ったレコードがあれば終了コードは 1、なければ 0 です。ファイル全体を断ったときは、この件数を出さずに終了コード 2 で終わります。

        レコードは帳票のレコードの形（layouts/records）に照らすだけで、組版も出力もしません。

B091 = 断ったレコードがあるので、何も書き出しませんでした: `{ $path }`
    .hint = 前に並ぶ診断のレコードを直して、もう一度実行してください
    .explain =
        records convert は、全部のレコードが検査を通ったときだけ書き出します。一部だけを書き出すと、足りないことが受け取った側で分からなくなるからです。
        終了コードは 1 です。前からあったファイルはそのままです。

B099 = プログラムの誤りで止まりました（{ $place }）
    .hint = この行を開発者に知らせてください。レコードの内容は含みません
    .explain =
        起きてはならないことが起きました。個人情報を守るため、内容は表示しません。出力ファイルは作られません。終了コードは 4 です。

B100 = golden/cases.toml が正しくありません: { $cause }
    .explain =
        {"["}[case]] ごとに name、form、record、pages が要ります。params、as_of、live、dpi は省けます。name は重ねられません。

B101 = 照合の事例 `{ $case }` はありません
    .hint = 事例: { $known }
    .explain =
        事例の名前は golden/cases.toml にあります。

B102 = CI では照合元を更新しません
    .explain =
        照合元は、ページを目で見た人が手元で更新します。環境変数 CI があるときは更新を断ります。

B103 = 照合 `{ $case }`: { $layer } が違います: { $detail }
    .hint = chohyo golden review { $case } で差分を見てください
    .explain =
        ページが照合元と違います。3 つの層を比べます: items.txt（項目の位置と文字）、page-N.png（画素。許容差 0）、objects.txt（PDF のオブジェクト）。
        意図した変更なら、差分を見てから chohyo golden bless 事例名 で更新します。

B104 = 照合 `{ $case }`: 照合元 { $layer } がありません
    .hint = ページを見てから chohyo golden bless { $case } を実行してください
    .explain =
        照合元が無い事例は不合格です。テストが照合元を作ることはありません。

B105 = 使われていない照合元: { $path }
    .hint = 不要なら削除してください
    .explain =
        どの事例にも属さないファイルが golden/refs にあります。

B106 = 照合 `{ $case }`: { $pages } ページの事例が { $made } ページになりました
    .explain =
        cases.toml の pages と、実際のページ数が違います。

B107 = 照合元の合計が { $limit } MB を超えています
    .explain =
        照合元はリポジトリに入るので、合計の大きさに上限があります。
