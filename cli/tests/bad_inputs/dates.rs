//! Dates (DT).

use serde_json::json;

use crate::support::json_with;

#[test]
fn dt01_no_31st_of_april() {
    json_with(json!({ "生年月日": "2019-04-31" })).rejects_record("R075").says("生年月日");
    json_with(json!({ "生年月日": "4310431" })).rejects_record("R074");
}
