//! Threads that keep the order: what goes in first comes out first.

use std::cell::Cell;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread::{self, Scope};

/// Pieces of work that each thread may have before it.
const AHEAD: usize = 3;

/// Feeds pieces of work to threads and takes the results in the order of the pieces. `feed` and
/// `take` run on the calling thread, which is one of the threads: it works itself as soon as the
/// others have enough. Each thread has a state of its own.
///
/// # Errors
/// The first error of `feed` or `take`, in the order of a run without threads.
pub(super) fn run<S, I: Send, O: Send, E>(
    threads: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, I) -> O + Sync,
    feed: impl FnMut() -> Result<Option<I>, E>,
    take: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E> {
    let (state, work) = (&state, &work);
    thread::scope(|scope| {
        let lanes: Vec<Lane<I, O>> = (1..threads).map(|_| lane(scope, state, work)).collect();
        let mut own = state();
        by_turns(&lanes, |piece| work(&mut own, piece), feed, take)
    })
}

/// A piece that went in.
enum Turn<'l, I, O> {
    /// The thread that makes it.
    Given(&'l Lane<I, O>),
    /// Made here.
    Made(thread::Result<O>),
}

/// Takes results in the order in which their pieces went in, and waits for none as long as there
/// is something to do.
fn by_turns<I, O, E>(
    lanes: &[Lane<I, O>],
    mut work: impl FnMut(I) -> O,
    mut feed: impl FnMut() -> Result<Option<I>, E>,
    mut take: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E> {
    let mut turns = VecDeque::new();
    let most = (lanes.len() + 1) * AHEAD;
    // What was read before an error is printed before it is told, as without threads.
    let fed_all = loop {
        let piece = match feed() {
            Ok(Some(piece)) => piece,
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        };
        let free = lanes.iter().min_by_key(|lane| lane.before.get());
        turns.push_back(match free.filter(|lane| lane.before.get() < AHEAD) {
            Some(lane) => lane.give(piece),
            None => Turn::Made(catch_unwind(AssertUnwindSafe(|| work(piece)))),
        });
        if !settle(&mut turns, most, &mut take)? {
            return Ok(());
        }
    };
    if settle(&mut turns, 0, &mut take)? { fed_all } else { Ok(()) }
}

/// Takes the results that are there, and waits until no more than `most` are missing. Not true if
/// a thread is gone: then nothing may be taken any more, and the scope panics as that thread did.
fn settle<I, O, E>(
    turns: &mut VecDeque<Turn<'_, I, O>>,
    most: usize,
    take: &mut impl FnMut(O) -> Result<(), E>,
) -> Result<bool, E> {
    while let Some(turn) = turns.pop_front() {
        let made = match turn {
            Turn::Made(made) => made.unwrap_or_else(|panic| resume_unwind(panic)),
            Turn::Given(lane) => {
                let made = match lane.handed.try_recv() {
                    Err(TryRecvError::Empty) if turns.len() < most => {
                        turns.push_front(turn);
                        return Ok(true);
                    }
                    Err(TryRecvError::Empty) => lane.handed.recv().ok(),
                    there => there.ok(),
                };
                let Some(made) = made else { return Ok(false) };
                lane.before.set(lane.before.get() - 1);
                made
            }
        };
        take(made)?;
    }
    Ok(true)
}

/// Another thread.
struct Lane<I, O> {
    give: Sender<I>,
    handed: Receiver<O>,
    /// Pieces given whose results are not taken.
    before: Cell<usize>,
}

impl<I, O> Lane<I, O> {
    fn give(&self, piece: I) -> Turn<'_, I, O> {
        // If the thread is gone, that is seen when its result is asked for.
        let _ = self.give.send(piece);
        self.before.set(self.before.get() + 1);
        Turn::Given(self)
    }
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
    Lane { give, handed, before: Cell::new(0) }
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
