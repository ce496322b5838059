//! Numbers and amounts (NU).

use serde_json::json;

use crate::support::json_with;

#[test]
fn nu02_large_amounts_keep_every_digit() {
    let run = json_with(json!({ "税額": 1_000_000_000_000_001_i64 }));
    run.prints_words("1,000,000,000,000,001");
}
