//! Work on many things at a time, handed out in the order they were put in,
//! with a bound on how much is on the way: memory stays flat however long the
//! input is, and however slow one of the things.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// How much may be on the way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Things put in and not yet taken.
    pub(crate) things: usize,
    /// Their weight together; a single thing may be heavier.
    pub(crate) weight: usize,
    /// Weight of those that are worked on at the same time; as before.
    pub(crate) busy: usize,
}

/// What [`Window::next`] found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next<R> {
    /// The next result.
    Ready(R),
    /// It is not done yet.
    Late,
    /// All have been taken, and no more will come.
    End,
}

/// Between one that puts in, several that work, and one that takes out.
#[derive(Debug)]
pub(crate) struct Window<T, R> {
    bounds: Bounds,
    state: Mutex<State<T, R>>,
    changed: Condvar,
}

#[derive(Debug)]
struct State<T, R> {
    /// Not yet taken up, oldest first, each with its weight.
    waiting: VecDeque<(T, usize)>,
    /// A place for each that is taken up, oldest first.
    done: VecDeque<Option<(R, usize)>>,
    /// How many have been taken out.
    taken: usize,
    weight: usize,
    busy: usize,
    /// No more will be put in.
    closed: bool,
    /// Nobody takes anything out any more.
    stopped: bool,
}

impl<T, R> Window<T, R> {
    pub(crate) fn new(bounds: Bounds) -> Self {
        let state = State {
            waiting: VecDeque::new(),
            done: VecDeque::new(),
            taken: 0,
            weight: 0,
            busy: 0,
            closed: false,
            stopped: false,
        };
        Self { bounds, state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Puts one in, as soon as there is room; false where nobody takes it any more.
    pub(crate) fn put(&self, thing: T, weight: usize) -> bool {
        let mut state = self.state();
        loop {
            let on_the_way = state.waiting.len() + state.done.len();
            if state.stopped {
                return false;
            }
            let room = on_the_way < self.bounds.things && state.weight + weight <= self.bounds.weight;
            if on_the_way == 0 || room {
                break;
            }
            state = self.wait(state);
        }
        state.weight += weight;
        state.waiting.push_back((thing, weight));
        self.changed.notify_all();
        true
    }

    /// Says that no more will be put in.
    pub(crate) fn close(&self) {
        self.state().closed = true;
        self.changed.notify_all();
    }

    /// Says that nobody takes anything out any more.
    pub(crate) fn stop(&self) {
        self.state().stopped = true;
        self.changed.notify_all();
    }

    /// Works until nothing is left; `work` must not panic.
    pub(crate) fn work(&self, work: impl Fn(T) -> R) {
        let mut state = self.state();
        loop {
            if state.stopped || (state.closed && state.waiting.is_empty()) {
                return;
            }
            let next = state.waiting.front().map(|(_, weight)| *weight);
            let Some(weight) = next.filter(|more| state.busy == 0 || state.busy + more <= self.bounds.busy)
            else {
                state = self.wait(state);
                continue;
            };
            let Some((thing, _)) = state.waiting.pop_front() else { continue };
            let number = state.taken + state.done.len();
            state.done.push_back(None);
            state.busy += weight;
            drop(state);
            let result = work(thing);
            state = self.state();
            state.busy -= weight;
            let at = number - state.taken;
            state.done[at] = Some((result, weight));
            self.changed.notify_all();
        }
    }

    /// The next result in the order of putting in, if it is there in time.
    pub(crate) fn next(&self, patience: Duration) -> Next<R> {
        let until = Instant::now() + patience;
        let mut state = self.state();
        loop {
            if let Some((result, weight)) = state.done.front_mut().and_then(Option::take) {
                state.done.pop_front();
                state.taken += 1;
                state.weight -= weight;
                self.changed.notify_all();
                return Next::Ready(result);
            }
            if state.closed && state.waiting.is_empty() && state.done.is_empty() {
                return Next::End;
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Next::Late;
            }
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn state(&self) -> MutexGuard<'_, State<T, R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State<T, R>>) -> MutexGuard<'a, State<T, R>> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        thread,
    };

    use super::*;

    const LONG: Duration = Duration::from_secs(600);

    /// Runs numbers through `work` on some threads and gives what comes out.
    fn all(
        threads: usize,
        bounds: Bounds,
        things: usize,
        work: impl Fn(usize) -> usize + Sync,
    ) -> Vec<usize> {
        let window = Window::new(bounds);
        let mut out = Vec::new();
        thread::scope(|scope| {
            scope.spawn(|| {
                for n in 0..things {
                    assert!(window.put(n, n % 7));
                }
                window.close();
            });
            for _ in 0..threads {
                scope.spawn(|| window.work(&work));
            }
            while let Next::Ready(result) = window.next(LONG) {
                out.push(result);
            }
        });
        out
    }

    #[test]
    fn results_come_in_the_order_of_putting_in() {
        let bounds = Bounds { things: 9, weight: 20, busy: 6 };
        for threads in [1, 2, 5] {
            let spun = all(threads, bounds, 300, |n| {
                // Some take much longer than others.
                (0..(n * 7919) % 5000).for_each(|n| {
                    std::hint::black_box(n);
                });
                n
            });
            assert_eq!(spun, (0..300).collect::<Vec<_>>(), "{threads}");
        }
    }

    #[test]
    fn no_more_is_on_the_way_than_the_bounds_allow() {
        let bounds = Bounds { things: 8, weight: 12, busy: 6 };
        let (busy, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        all(4, bounds, 200, |n| {
            let now = busy.fetch_add(n % 7, Ordering::SeqCst) + n % 7;
            most.fetch_max(now, Ordering::SeqCst);
            thread::yield_now();
            busy.fetch_sub(n % 7, Ordering::SeqCst);
            n
        });
        assert!(most.into_inner() <= 6);

        let window: Window<u8, u8> = Window::new(bounds);
        assert!(window.put(1, 100), "one heavy thing is let in where nothing else is on the way");
        thread::scope(|scope| {
            let second = scope.spawn(|| window.put(2, 1));
            assert_eq!(window.next(Duration::ZERO), Next::Late);
            window.stop();
            assert!(!second.join().unwrap(), "it waited for room until all was stopped");
        });
    }

    #[test]
    fn an_end_is_told_once_all_is_taken() {
        let window: Window<u8, u8> = Window::new(Bounds { things: 4, weight: 4, busy: 4 });
        assert_eq!(window.next(Duration::ZERO), Next::Late);
        window.put(7, 1);
        window.close();
        window.work(|n| n + 1);
        assert_eq!(window.next(Duration::ZERO), Next::Ready(8));
        assert_eq!(window.next(LONG), Next::End);
    }
}
