# layout
# レイアウト・断片・パラメータの誤り（L001–L109）と lint（L110–）

L001 = TOML の構文の誤り: { $message }
    .hint = 引用符・括弧・コンマの閉じ忘れを確かめ、日本語の値は " " で囲んでください
    .explain =
        ファイルが TOML として読めません。引用符・括弧・コンマの閉じ忘れ、引用符のない日本語、同じキーの重複が多い原因です。
        例: name = 住民票 → name = "住民票"

L002 = ファイルが大きすぎます（{ $limit } KB まで）
    .explain =
        レイアウト・断片・パラメータの1ファイルは 1 MiB までです。別のファイルを渡していないか確かめてください。

L003 = ファイル `{ $path }` がありません
    .hint = 市区町村の設定の画像は、その設定ファイルと同じフォルダに置きます
    .explain =
        レイアウトの置き場所（layouts/）に、その名前のファイルがありません。置き場所の外（../ や絶対パス）は読みません。

L004 = 未知のキー `{ $key }`（{ $table }）
    .hint = もしかして `{ $suggestion }`
    .explain =
        そのキーはここでは使えません。綴りの誤りか、単位のない長さ（width → width_mm）か、別の種類の項目のキーです。
        使えるキーは docs/layout-reference.md の表にあります。

L005 = キー `{ $key }` が必要です（{ $table }）
    .hint = `{ $key } = …` を書き足してください
    .explain =
        省けないキーがありません。

L006 = 型が違います: { $expected } のところに { $found }
    .explain =
        値の型が違います。文字は引用符で囲み、数と true / false は囲みません。
        例: size_pt = "9" → size_pt = 9

L007 = 値が範囲の外です（{ $expected }）
    .explain =
        値の大きさか形が許された範囲の外です。

L008 = 未知の語 `{ $word }`（{ $words }）
    .hint = もしかして `{ $suggestion }`
    .explain =
        決まった語の中から選ぶ値です。

L009 = { $kind } `{ $name }` が二度あります
    .explain =
        同じ名前が二度使われています。二つ目の名前を変えるか消してください。

L010 = `{ $first }` と `{ $second }` は同時に書けません
    .hint = どちらかを消してください
    .explain =
        二つのキーは互いに打ち消します。項目の種類（label, title, para, box …）は1行に1つです。

L011 = 項目の種類がわかりません（{ $kinds } のどれか）
    .hint = もしかして `{ $suggestion }`
    .explain =
        項目には、その種類を決めるキーが1つ要ります。
        例: { "{" } at = "r1 c1-6", label = "住所" { "}" }

L012 = 第15面の私用領域の文字 { $code_point } は書けません
    .hint = 符号のない字形は {"{"}mj('MJ014004'){"}"} のように名前で書きます
    .explain =
        U+F0000–U+FFFFD は、このプログラムが符号のない字形のために内部で使う符号です。どのファイルにも書けません。

L020 = 番号は { $digits } 桁の数字です
    .explain =
        帳票IDは7桁（業務ID 3桁＋4桁）、業務IDは3桁の半角数字です。

L021 = 帳票IDの先頭が業務ID { $business } ではありません
    .explain =
        帳票IDの先頭3桁は業務IDです。

L022 = 置き場所 `{ $path }` が見出しと合いません
    .hint = `{ $expected }` に置くか、見出しを直してください
    .explain =
        レイアウトは <業務ID>-…/<帳票ID>/<版>.toml に置きます。

L023 = 仮の帳票IDは業務ID＋9xxx です
    .hint = 例: `{ $example }`
    .explain =
        id_status = "provisional" の帳票IDは、本物のIDとぶつからないように4桁目を9にします。

L024 = 施行日には出典が要ります
    .hint = `effective_source = "…"` を書くか、日付を消してください
    .explain =
        from と to は出典があるときだけ書きます。

L025 = to が from より前です
    .explain =
        最後の日は施行日と同じ日か後です。

L026 = 帳票の仲間 `{ $name }` はありません
    .hint = もしかして `{ $suggestion }`
    .explain =
        families/<名前>/family.toml がありません。family には families/ のフォルダの名前を書きます。
        例: family = "letter"

L030 = at の書き方が違います
    .hint = `r3 c1-6 | c7-40` か `x15 y16 w180 h30 mm`
    .explain =
        場所は升目（r 行、c 列、1から）か mm（x y w h）で書きます。二つ目の箱は、同じところを省けます。
        例: at = "r3 c1-6 | c7-40"
        例: at = "x115 y54 w25 h6 mm | x140 w55"

L031 = 升目の外です（{ $rows } 行 { $columns } 列）
    .explain =
        行と列は1から、升目の大きさまでです。repeat と group の中では、そのブロックの左上から数えます。

L032 = はみ出しています: 右端 { $right } mm、下端 { $bottom } mm（枠は { $width } × { $height } mm）
    .explain =
        項目は、紙か、それを囲むブロック（group, repeat, 断片）の中に置きます。

L033 = ここに升目はありません
    .hint = mm で書くか、grid = { "{" } columns, rows { "}" } を足してください
    .explain =
        r と c は、grid のある part・group・repeat の中で使えます。

L034 = 大きさがありません
    .explain =
        w と h は 0 より大きい数です（罫線 rule だけはどちらかが 0 でもよい）。

L035 = 箱の数が違います（`{ $expected }`）
    .explain =
        label と field の両方があるときと slots では、見出しと値の箱を "A | B" と書きます。ほかは1つです。

L036 = この項目の場所は1つ、または同じ大きさです
    .explain =
        repeat・table・flow の場所は1つです。group と断片をいくつも置くときは、どれも同じ大きさにします。

L037 = 未知の用紙 `{ $paper }`
    .hint = もしかして `{ $suggestion }`
    .explain =
        用紙は A3–A6, B4, B5, postcard, card に portrait（縦）か landscape（横）、または "w210 h99 mm" と書きます。

L038 = 公印の場所は { $limit } mm までの正方形です
    .explain =
        公印は実寸で、場所の中央に押します。

L039 = ブロックが重なります（間隔は { $least } mm 以上）
    .explain =
        pitch_mm はブロックの高さ以上、pitch_across_mm は幅以上にします。

L040 = 未知の体裁 `{ $name }`
    .hint = もしかして `{ $suggestion }`
    .explain =
        表 [style] にも common/styles.toml にもない名前です。共通の体裁は common.○○ と書きます。

L041 = 未知の線 `{ $name }`
    .hint = もしかして `{ $suggestion }`
    .explain =
        表 [pen] にも common/styles.toml にもない名前です。

L042 = 未知の fit `{ $name }`
    .hint = もしかして `{ $suggestion }`
    .explain =
        表 [fit] にも common/styles.toml にもない名前です。

L043 = 未知の断片 `{ $name }`
    .hint = もしかして `{ $suggestion }`
    .explain =
        common/<名前>.toml がありません。

L044 = 未知の記録の形 `{ $name }`
    .hint = もしかして `{ $suggestion }`
    .explain =
        records/<名前>.toml がありません。

L045 = `${ $name }` は宣言されていません
    .hint = もしかして `${ $suggestion }`
    .explain =
        $ の名前は、断片の引数、帳票の [text]、可変点（common/variation.toml と vary）のどれかです。[text] の文の中で別の [text] は使えません。

L046 = from は1段だけです（`{ $name }`）
    .explain =
        from には common.○○ か、from のない自分の style を書きます。common/styles.toml の style に from は書けません。

L047 = 手順が下がっていません
    .explain =
        fit の次の手順は、前の手順より多く入るようにします（小さい字、多い行、強い長体）。[最大, 最小] の順に書きます。

L048 = fit の最後は limit・blank・refuse か $名前 です
    .hint = 例: [{ "{" } size_pt = [9, 7] { "}" }, "refuse"]
    .explain =
        どの手順でも入らないときにどうするかを、最後に一語で書きます。

L049 = 文字の大きさ { $size } は範囲の外です（4–200 pt）
    .explain =
        文字の大きさは 4 pt から 200 pt までの十進数です。

L050 = id `{ $name }` の値の項目がありません
    .hint = もしかして `{ $suggestion }`
    .explain =
        end_mark の in と spill は、同じブロックの field の id を指します。

L051 = 記録の形 { $schema } に { $group } の項目がありません
    .hint = root の include に "{ $group }" を足してください
    .explain =
        断片が要る項目が、この帳票の記録の形にありません。

L052 = `${ $name }` の型が違います（{ $expected }）
    .explain =
        公印は image、封筒と fit の最後は word の可変点です。

L053 = 未知の封筒 `{ $name }`
    .hint = もしかして `{ $suggestion }`
    .explain =
        common/envelopes.toml にない名前です。

L054 = 断片が自分を使っています: { $chain }
    .explain =
        断片の中で同じ断片を使うと終わりません。

L055 = 断片の入れ子が深すぎます（{ $limit } まで）
    .explain =
        断片の中の断片は { "8" } 段までです。

L056 = 引数 `{ $name }` がありません
    .hint = with = { "{" } { $name } = "…" { "}" }
    .explain =
        断片が求める引数を with で渡します。

L057 = 断片にない引数 `{ $name }`
    .hint = もしかして `{ $suggestion }`
    .explain =
        断片の args にない名前です。

L058 = 断片の [[part]] は1つです
    .explain =
        断片には items を持つ [[part]] を1つだけ書きます。

L059 = ここでは使えない断片です
    .explain =
        flow = true の断片は flow の中だけ、大きさ（size）のない断片は場所を決めて使います。

L060 = { $blocks } 個のブロックが入りません
    .explain =
        down・across の数のブロックが、升目か紙の外に出ます。

L061 = { $what } が多すぎます（{ $limit } まで）
    .explain =
        壊れたファイルから守るための上限です。

L062 = `{ $kind }` をブロックの中に入れることはできません
    .explain =
        repeat の中の repeat・table と、flow の group の中の repeat・table は、この版では使えません。

L063 = 流し込み `{ $name }` の始まりがありません
    .explain =
        on = "rest" で items のない flow は、同じ名前の flow（items あり）の続きです。

L065 = 流し込み `{ $name }` の続きの幅が違います
    .explain =
        続きの場所は、始まりの場所と同じ幅にします。

L066 = 列の幅の合計 { $sum } mm が表の幅 { $width } mm と違います
    .explain =
        w_mm の合計を表の幅に合わせます。

L067 = { $key } は { $expected } 個です（{ $found } 個あります）
    .explain =
        表の行（foot、page_foot、carry_head など）には列の数だけ書きます。空欄は "" です。
        列をまたぐ1つの欄なら、配列でなく文を1つ書きます。例: break_head = "{"{"}区分{"}"}"

L068 = `{ $kind }` はここに置けません
    .explain =
        flow は part の直下だけ、flow の子は para・group・table・use・each と、label と field の行だけです。each は flow の子だけです。断片の record は records/common.toml の group の名前です。

L069 = `{ $key }` には { $needs } が要ります
    .explain =
        そのキーはここでは意味を持ちません。

L070 = 式がここで読めません（`{ $found }`）
    .hint = `{ $expected }` が要ります
    .explain =
        項目名は英字以外で始まります（英字で始まる名前は `…` で囲む）。文字は '…'、比べるのは = <> < <= > >= と in [ … ]、つなぐのは and or not、文字の連結は & です。割り算はありません。

L071 = `{ $name }` という関数はありません
    .hint = もしかして `{ $suggestion }`
    .explain =
        関数は if has count sum join wareki seireki money mask postal wide narrow kansuji address default mj です。英字で始まる項目名は `…` で囲みます。

L072 = `{ $name }` の引数の数が違います（{ $found } 個）
    .hint = { $usage }
    .explain =
        関数の引数の数が違います。

L073 = 型が違います: { $expected } のところに { $found }
    .explain =
        型は自動では変わりません。日付は wareki() か seireki()、条件は if() で文字にします。数と文字は比べられません。

L074 = 記録の形 { $schema } に項目 `{ $name }` はありません
    .hint = もしかして `{ $suggestion }`
    .explain =
        項目名は records/<形>.toml のとおりに書きます。repeat と table の中では、要素の項目、次に外側の項目の順に探します。

L075 = 一覧の項目 `{ $path }` は sum() の中だけで使えます
    .hint = repeat か table で要素ごとに出すか、sum(…)・count(…) を使ってください
    .explain =
        一覧には要素がいくつもあります。

L076 = `{ $word }` という値はありません（{ $words }）
    .hint = もしかして `{ $suggestion }`
    .explain =
        コード項目は、コードではなく言葉と比べます。

L077 = { $found } はそのまま印字できません
    .hint = if(…, 'あり', 'なし')、join('、', …)、count(…) などで文字にしてください
    .explain =
        条件、一覧、画像は文字ではありません。

L078 = `#{ $name }` はここでは使えません
    .explain =
        紙の枚数は流し込みが終わってから決まるので、flow の中、[text]、part・repeat・table・flow の when では使えません。

L079 = #no は repeat か table の中だけで使えます
    .explain =
        #no は要素の番号です。

L080 = 式が大きすぎます（{ $limit } まで）
    .explain =
        括弧の深さ 32、演算と名前の数 500、引数を入れたあと 5,000 が上限です。

L082 = `#{ $name }` はありません
    .hint = もしかして `#{ $suggestion }`
    .explain =
        #page #pages #part_page #part_pages #copy #no があります。

L083 = `{ $open }` が閉じていません
    .hint = 波括弧そのものは { "{{" } と { "}}" } です
    .explain =
        括弧か引用符の相手がありません。

L084 = `{ $name }` という名前の字形はありません
    .hint = MJ と数字 6 桁、GJ と数字 6 桁、GJH と数字 5 桁を、半角の大文字で書いてください
    .explain =
        mj() の引数は、MJ文字情報一覧表か変体仮名の表にある名前、または追加文字（GJ）の名前です。
        例: {"{"}mj('MJ014004'){"}"}

L085 = { $cells } 個の行か列は、{ $each } 個ずつに分けられません
    .hint = 割り切れるように、範囲か / のあとの数を直してください
    .explain =
        `c1..36/3` は、1列から36列までの、3列ずつの 12 か所です。範囲は / のあとの数で割り切れるように書きます。
        例: at = "r4 c1..36/3"

L086 = 一つ目の箱は { $first } か所、二つ目の箱は { $second } か所です
    .hint = 二つ目の箱では、一つ目と同じ行か列を省いてください
    .explain =
        `..` の範囲は、一つの項目をいくつもの場所に置きます。見出しの箱と値の箱は、同じ並びで同じ数だけ要ります。省けば一つ目の同じ所です。
        例: at = "r4..15 c1-6 | c7-20"

L090 = `{ $name }` は宣言された可変点ではありません
    .hint = もしかして `{ $suggestion }`
    .explain =
        パラメータで変えられるのは、common/variation.toml とその帳票の vary にある名前だけです。

L091 = 値が宣言と合いません（{ $expected }）
    .explain =
        可変点の型・長さ・桁数・語のどれかに合いません。

L092 = 画像として読めません（{ $cause }）
    .explain =
        PNG の画像を渡してください。くわしくは chohyo explain P…。

L094 = 画像が大きすぎます（{ $limit } mm まで）
    .explain =
        size_mm を宣言の max_mm 以下にします。

L100 = 帳票ID { $id } はありません（一覧: chohyo forms）
    .hint = もしかして { $suggestion }
    .explain =
        chohyo forms で一覧を見られます。

L101 = 帳票 { $id } は { $day } に有効な版がありません
    .explain =
        示した版の from / to のどれにも入らない日です。

L102 = 帳票 { $id } の版の期間が重なっています
    .explain =
        同じ日に二つの版が有効です。版がいくつもある帳票では、はじめの版のほかに from が、最後の版のほかに to が要ります（書かなければ、いつまでも有効です）。
        from / to を直すか、レイアウトのファイルを直接指定してください。

L103 = 帳票 { $id } に、版のない日があります（{ $to } の次の日から { $from } の前の日まで）
    .hint = 古い版の to を、新しい版の from の前の日にしてください
    .explain =
        版がいくつもある帳票では、どの日にも有効な版が一つだけあるように、古い版の to の次の日を新しい版の from にします。
        例: to = 2026-03-31（6.1 版）、from = 2026-04-01（6.2 版）

L110 = 文字の箱が重なっています
    .explain =
        同じ紙に出る二つの文字の箱が重なっています。どちらかを動かすか、when を互いに排他にしてください（両方に when があれば指摘しません）。

L111 = 印刷できない余白に入っています（{ $margin } mm）
    .explain =
        printable_mm の内側に置いてください。

L112 = 見出し「{ $words }」が箱に入りません
    .explain =
        いちばん小さい手順でも箱の幅に入りません。箱を広げるか、fit を足してください。

L113 = 封筒 { $envelope } の窓から外れます
    .explain =
        宛名の値は、紙が封筒の中でずれても窓に見える場所に置きます。

L114 = 封筒 { $envelope } の窓に見えてしまいます
    .explain =
        宛名のほかの、記録ごとに変わる値が窓に入ります。

L115 = 必須の項目 `{ $name }` がどこにも印字されません
    .explain =
        記録の形で required の項目が、この帳票のどこにも使われていません。

L116 = 氏名・住所に `limit` は勧められません
    .explain =
        limit は入るところまで印字します。人の名前や住所（文字種 mj の項目）は refuse にしてください。

L117 = { $kind } `{ $name }` は使われていません
    .explain =
        使われていない定義です。

L118 = 印字項目名 `{ $name }` が二度あります
    .explain =
        同じ紙に同じ名前の項目があり、確かめや差分で区別できません。name を変えてください。

L119 = fit `{ $fit }` の手順が体裁の大きさ { $base } pt より大きくなっています
    .explain =
        もとの大きさが入らないときに試す手順です。もとより大きい字は入りません。

L120 = 秘密の項目 `{ $name }` が、記録の求めによらず印字されます
    .hint = "not 省略.個人番号" のように、記録を見る条件にしてください
    .explain =
        スキーマで secret とした項目（個人番号、住民票コード）は、帳票の [form] reveal と請求（記録）の両方が求めたときだけ値を印字し、ほかは 1 字ずつ＊にします。
        条件が記録を見ないと、請求の求めがなくても印字されます。

L121 = ぶら下げの句読点が枠にかかります
    .hint = pad_mm を文字の大きさの半分以上にしてください
    .explain =
        overhang = true の文では、行に入らない句読点が行の外に立ちます。その字面は文字の大きさの半分です。
        枠の内側のあき（pad_mm）がそれより狭いと、句読点が枠線や隣の欄に重なります。

L122 = 文言に、どのフォントにもない文字があります: { $code_points }
    .hint = （１）のように、ある文字で書いてください
    .explain =
        レイアウトの文にフォントにない文字があると、その文を印字する記録はどれも断られます（G001）。似た文字への置き換えも、黙って抜くこともしません。
        例: ⑴（U+2474）は （１） と書きます。

L130 = フォントの名前は半角の英数字と - _ で 32 字までです
    .explain =
        名前は知らせ・記録・PDF の中のフォントの名に使います。eudc では外字の集まりの名前になります。
        例: name = "mihon-gaiji"

L131 = ファイルは設定ファイルと同じフォルダの名前で書きます
    .explain =
        別のフォルダ（/ や ..）のファイルは読みません。フォントと対応表は設定ファイルと同じフォルダに置いてください。
        例: file = "acgjm.ttf"

L132 = sha256 は 16 進の数字 64 桁です
    .hint = フォントのファイルの SHA-256 を sha256sum などで求めて写してください
    .explain =
        登録したときと同じファイルであることを、この値で確かめます。違うフォントは違う字形を描くからです。

L133 = profile = "mj" では gj と toyo のフォントを使いません
    .hint = profile を "mj-plus" か "mixed" にするか、このフォントの登録を消してください
    .explain =
        行政事務標準文字の追加文字（GJ）は、profile が mj-plus か mixed のときだけ印字します。mj で使うのは eudc だけです。

L134 = ファイルが多すぎます（{ $limit } まで）
    .explain =
        団体が登録できるフォントと対応表には、それぞれ上限があります。使わないものを消すか、一つにまとめてください。

L150 = same_size `{ $name }` の値は、大きさ・行送り・fit が同じでなければなりません
    .explain =
        same_size で揃える値は、同じ大きさから同じ手順を一段ずつ下げます。size_pt、line_pct、fit を同じにするか、
        別の名前にしてください。

L151 = 流し込みの段落は same_size `{ $name }` に入れられません
    .hint = 段落の体裁に same_size = "none" を書く
    .explain =
        流し込みの段落の行数は、ページを数える前に決まります。揃えるのはページごとなので、段落は入れられません。

L152 = annex はここには書けません
    .explain =
        別紙の文を刷る annex は、帳票に1つだけ、part の items に直接書きます（on と when は書けません）。その part は
        別紙に移る値があるときだけ刷ります。

L153 = fit `{ $fit }` は annex を使いますが、帳票に別紙がありません
    .hint = annex の項目のある part を足すか、fit の "annex" を除く
    .explain =
        fit の "annex" は、収まらない値を別紙に移します。別紙の part を足し、items に次のように書きます。
        例: { "{" } at = "x20 y30 w170 h240 mm", annex = "別紙" { "}" }

L160 = 縦書きの段落を flow の子にすることはできません
    .hint = 高さの決まった場所（part の items、group の中）に置いてください
    .explain =
        flow は子を上から積み、段落の高さはその行数で決まります。縦書きの行は場所の高さいっぱいに入るので、高さのない場所では組めません。
        例: { "{" } at = "x20 y30 w120 h150 mm", writing = "vertical", para = "…" { "}" }

L161 = 縦中横（tcy）は縦書きの体裁だけに書けます
    .hint = 同じ体裁に writing = "vertical" と書くか、tcy を消してください
    .explain =
        tcy = 2 は、縦書きの行の中で2桁までの数字を1字分の幅に横に並べます。横書きの行では何も起きません。
        例: honbun = { "{" } writing = "vertical", tcy = 2 { "}" }

L162 = fit `{ $fit }` の next_page は、ここでは使えません
    .hint = on を書かない（どの紙にも出る）field か para にするか、fit の "next_page" を "annex" などにしてください
    .explain =
        next_page は、収まらない値の続きを次の紙の同じ欄に送ります。欄はどの紙にもなければならず、紙の数はページ番号より先に
        決まります。そのため使えるのは、part か group の field と para で、on が all（書かないとき）、値にも条件にも
        ページ番号（#page など）がなく、same_size に入っていないものです。見出し、表、流し込み、繰り返し、slots、cells、
        check、choice、別紙の文には使えません。
        例: { "{" } at = "x20 y200 w170 h40 mm", field = "{ "{" }備考{ "}" }", fit = "biko" { "}" }
            biko = [{ "{" } lines = 8, size_pt = 9 { "}" }, "next_page", "refuse"]

L170 = `{ $name }` は { $rows } の行でだけ使えます
    .hint = 一覧全体の合計は sum(一覧.項目) です
    .explain =
        page_sum、carried_sum、sum_to_page は、どの紙に何行入るかで決まる合計です。表の page_foot・carry_head・carry_foot に書きます。
        group_sum は1つのまとまりの合計です。表の break_head・break_foot に書きます。
        例: page_foot = ["頁計", "{"{"}page_sum(明細.金額){"}"}"]

L171 = `{ $name }` が合計できるのは、この表の一覧 `{ $list }` の項目です
    .explain =
        紙ごと・まとまりごとの合計は、その表の行を足します。ほかの一覧の合計は sum(一覧.項目) です。
        例: table = "明細" なら page_sum(明細.金額)

L180 = 升目の揃えは left か right です
    .hint = align = "left" か align = "right" を書いてください
    .explain =
        升目では1字が1つの升に入ります。左から順に入れる（left）か、数字のように右に寄せる（right）かを選びます。
        中央や均等割付では、どの升に入るかが値の長さで変わってしまいます。

L181 = 文字（{ $size } mm）が升（高さ { $height } mm）より大きくなっています
    .hint = at の高さを大きくするか、size_pt を小さくしてください
    .explain =
        升目の文字は升からはみ出せません。升の高さは文字の大きさ以上にしてください。

L182 = 選択肢は二つ以上です
    .hint = choice = [{"{"} text = "男", when = "性別 = '男'" {"}"}, {"{"} text = "女", when = "性別 = '女'" {"}"}]
    .explain =
        choice は並べた選択肢から当てはまるものを丸で囲みます。一つなら check（□ と ☑）を使ってください。

L183 = `{ $kind }` では `{ $key }` を使えません
    .hint = この項目に same_size = "none"、writing = "horizontal" を書いてください
    .explain =
        升目・チェックボックス・選択肢は横書きだけです。文字の大きさはそれぞれの欄で決まり、same_size の組には入れません。

L184 = 印の場所が小さすぎます（幅 { $width } mm、高さ { $height } mm は要ります）
    .hint = at を広げてください
    .explain =
        封入・突合の印は、機械が読める大きさでなければ刷りません。場所には余白（クワイエットゾーン）も入ります。
        code39 は細いバーが 0.19 mm 以上になる幅と高さ 5 mm、qr は1モジュール 0.38 mm 以上の正方形、omr は幅 6 mm と印の数だけの高さが要ります。
        例: at = "x110 y284 w92 h8 mm", mark = "code39"

L185 = `{ $kind }` は part か group に置きます
    .explain =
        封入・突合の印は紙に一つです。repeat の中と flow の中には置けません。

L186 = 機械が読むバーが、印刷できない余白（紙の端から { $margin } mm）にかかります
    .hint = `at` を内側に移してください
    .explain =
        プリンタの届かないところにあるバーは欠けて刷られ、読めません。mark と bars の項目は、余白（クワイエットゾーン）も含めて `printable_mm` の内側に置きます。
        例: printable_mm = 5 のとき、at = "x110 y284 w92 h8 mm" は紙（A4）の端から 5 mm 以上離れています。

L190 = ルビの部分が { $parts } 個で、`{ $key }` の字は { $count } 個です
    .hint = `|` で分けた部分を字の数と同じにするか、`|` を書かないでください
    .explain =
        ルビは `|` で字ごとに分けます。部分の数は、空白を除いた字の数と同じです。ルビのない字の部分は空にします。
        例: ruby = "み|ほん"（見本）、ruby = "わこうど"（若人：全体に付く）
        字もルビも記録から来るときは確かめません。数が合わなければ全体に付きます。

L191 = decimals は align = "decimal" の体裁に書きます
    .explain =
        decimals は小数点揃えの、点のあとの桁数です。ほかの揃えでは使いません。
        例: align = "decimal", decimals = 2

L200 = 項目 `{ $name }` が、どこにも印字されず、unused にもありません
    .hint = 印字するか、[form] の unused に書いてください
    .explain =
        {"["}form] に unused を書いた帳票では、記録の項目の全部が、印字されるか unused にあるかのどちらかです。印字の条件に使う項目、行を結ぶ番号（世帯番号）、
        日付の不詳表記と不詳フラグは、使われているものとします。

            {"["}form]
            unused = ["世帯員.個人履歴番号"]

L201 = unused の `{ $name }` は、この帳票で使われているか、記録にありません
    .hint = もしかして `{ $suggestion }` ですか
    .explain =
        {"["}form] の unused には、記録にあってこの帳票では使わない項目を、記録の根からの名前（世帯員.氏名）で書きます。

L202 = `{ $name }` は { $max } 字までの項目ですが、欄はいちばん小さい字でも { $room } 字までです
    .hint = 欄を広げるか、fit に行数の多い手順か annex・next_page を足してください
    .explain =
        項目の桁数の半分も入らない欄です。入らない文字は、fit の最後の言葉により、切れるか、記録ごと断られます。字数は全角で数えています。
        複数の項目を並べる欄と、市区町村が溢れの扱いを選ぶ欄は調べません。
