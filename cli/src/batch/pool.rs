//! Threads that keep the order: what goes in first comes out first.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, Scope};

/// Pieces of work that each thread may have before it.
const AHEAD: usize = 3;

/// Feeds pieces of work to threads and takes the results in the order of the pieces. `feed` and
/// `take` run on the calling thread; each thread has a state of its own.
///
/// # Errors
/// The first error of `feed` or `take`, in the order of a run without threads.
pub(super) fn run<S, I: Send, O: Send, E>(
    threads: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, I) -> O + Sync,
    mut feed: impl FnMut() -> Result<Option<I>, E>,
    mut take: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E> {
    if threads < 2 {
        let mut own = state();
        while let Some(piece) = feed()? {
            take(work(&mut own, piece))?;
        }
        return Ok(());
    }
    let (state, work) = (&state, &work);
    thread::scope(|scope| {
        let lanes: Vec<Lane<I, O>> = (0..threads).map(|_| lane(scope, state, work)).collect();
        by_turns(&lanes, feed, take)
    })
}

/// A piece goes to the threads in turn, so a result is asked of them in the same turn.
fn by_turns<I, O, E>(
    lanes: &[Lane<I, O>],
    mut feed: impl FnMut() -> Result<Option<I>, E>,
    mut take: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E> {
    let (mut fed, mut taken) = (0, 0);
    // `None` if the thread is gone: then nothing may be taken any more, and the scope panics as
    // that thread did.
    let mut next = |taken: &mut usize| {
        let done = lanes[*taken % lanes.len()].handed.recv().ok();
        *taken += 1;
        done.map(&mut take).transpose()
    };
    // What was read before an error is printed before it is told, as without threads.
    let fed_all = loop {
        match feed() {
            Ok(Some(piece)) => {
                let _ = lanes[fed % lanes.len()].give.send(piece);
                fed += 1;
                if fed - taken == lanes.len() * AHEAD && next(&mut taken)?.is_none() {
                    return Ok(());
                }
            }
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    while taken < fed {
        if next(&mut taken)?.is_none() {
            return Ok(());
        }
    }
    fed_all
}

/// One thread.
struct Lane<I, O> {
    give: Sender<I>,
    handed: Receiver<O>,
}

/// Starts a thread. It ends when the caller has left, or has no more.
fn lane<'scope, S, I: Send + 'scope, O: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    state: &'scope (impl Fn() -> S + Sync),
    work: &'scope (impl Fn(&mut S, I) -> O + Sync),
) -> Lane<I, O> {
    let ((give, given), (hand, handed)) = (channel::<I>(), channel::<O>());
    scope.spawn(move || {
        let mut own = state();
        for piece in given {
            if hand.send(work(&mut own, piece)).is_err() {
                break;
            }
        }
    });
    Lane { give, handed }
}

#[cfg(test)]
mod tests {
    use super::run;

    /// The results behind a piece over which a thread panics are not taken, whoever made them.
    #[test]
    fn a_thread_that_panics_ends_the_run_where_it_was() {
        for threads in [1, 2, 3, 7] {
            let (mut next, mut taken) = (0u32, Vec::new());
            let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                let feed = || {
                    next += 1;
                    Ok::<_, ()>((next <= 100).then_some(next))
                };
                let work = |_: &mut (), piece| if piece == 20 { panic!("見本") } else { piece };
                run(
                    threads,
                    || (),
                    work,
                    feed,
                    |piece| {
                        taken.push(piece);
                        Ok(())
                    },
                )
            }));
            assert!(caught.is_err() && taken.iter().copied().eq(1..20), "{threads}: {taken:?}");
        }
    }

    #[test]
    fn order_and_errors_are_those_of_one_thread() {
        let go = |threads, stop_at: u32, refuse: u32| {
            let (mut next, mut taken) = (0, Vec::new());
            let feed = || {
                next += 1;
                match next {
                    next if next == stop_at => Err("feed"),
                    next => Ok((next <= 100).then_some(next)),
                }
            };
            let take = |done: (u32, u32)| {
                taken.push(done.0);
                if done.0 == refuse { Err("take") } else { Ok(()) }
            };
            let count = |calls: &mut u32, piece| {
                *calls += 1;
                (piece, *calls)
            };
            let ended = run(threads, || 0, count, feed, take);
            (ended, taken)
        };
        for (stop_at, refuse) in [(0, 0), (50, 0), (0, 50), (50, 20), (20, 50)] {
            let one = go(1, stop_at, refuse);
            for threads in [2, 3, 7] {
                assert_eq!(go(threads, stop_at, refuse), one, "{threads} {stop_at} {refuse}");
            }
        }
    }
}
