//! Ctrl+C and its like: a run stops between two records and removes what it has begun. The only
//! file that names the signal crate.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chohyo_engine::diag::Diagnostic;
use signal_hook::consts::TERM_SIGNALS;
use signal_hook::flag::{register, register_conditional_shutdown};

use crate::report::{Exit, Failure};

/// Whether the program was told to stop.
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// From now on the first signal sets the flag; a second one ends the program at once. Where a
    /// signal cannot be caught it keeps its usual effect.
    pub(crate) fn watch() -> Self {
        let told = Arc::new(AtomicBool::new(false));
        for signal in TERM_SIGNALS {
            let second =
                register_conditional_shutdown(*signal, Exit::Environment as i32, told.clone());
            let _ = second.and_then(|_| register(*signal, told.clone()));
        }
        Self(told)
    }

    /// Whether a signal has come.
    pub(crate) fn came(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// # Errors
    ///
    /// `B018` once a signal has come.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        match self.came() {
            true => Err(Failure::environment(vec![Diagnostic::error("B018")])),
            false => Ok(()),
        }
    }
}
