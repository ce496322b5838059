//! Characters in texts (CH).

use serde_json::json;

use crate::support::json_with;

#[test]
fn ch15_variants_of_names_are_not_folded() {
    json_with(json!({ "住所": "髙﨑栁德" })).prints_words("髙﨑栁德");
}
