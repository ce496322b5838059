//! Texts and lists that are too long, too wide or not there (LF).

use serde_json::json;

use crate::support::json_with;

#[test]
fn lf08_no_rows_say_so() {
    json_with(json!({ "員": [] })).prints_words("以下余白");
}
