//! Cases side by side on all cores.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::cases::Case;

/// Runs a function on every case, on as many threads as the machine has cores; the results stand
/// in the order of the cases.
pub fn each<T: Send>(cases: &[Case], run: impl Fn(&Case) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let take = || {
        let index = next.fetch_add(1, Ordering::Relaxed);
        cases.get(index).map(|case| (index, run(case)))
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(cases.len());
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        let work = || std::iter::from_fn(take).collect::<Vec<_>>();
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let result = |worker: thread::ScopedJoinHandle<'_, _>| worker.join();
        workers.into_iter().flat_map(|w| result(w).unwrap_or_else(|e| resume_unwind(e))).collect()
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
