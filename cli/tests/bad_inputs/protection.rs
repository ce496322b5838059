//! Protected persons and numbers (PR).
