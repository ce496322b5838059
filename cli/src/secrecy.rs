//! What is in the memory of the program stays there: no core dump holds a record. The only file
//! that names the crate of system calls.

/// From now on no core is dumped, whatever the limits of the shell say, and other processes of the
/// user cannot look into this one. Where the system cannot do it, all stays as it was.
pub(crate) fn begin() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};

        let none = Rlimit { current: Some(0), maximum: Some(0) };
        let _ = setrlimit(Resource::Core, none);
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};

        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}
