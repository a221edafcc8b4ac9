//! Words that stand for something the window may ask for once, and not for long.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use services::Result;

/// What waits to be asked for. A word is drawn at random, so that nobody guesses it, and is gone once it was used.
pub(crate) struct OneUse<T> {
    waiting: BTreeMap<String, (Instant, T)>,
    lasts: Option<Duration>,
    most: usize,
}

impl<T> OneUse<T> {
    /// Lets at most `most` things wait, each for as long as `lasts` says; the oldest makes way.
    pub(crate) const fn new(most: usize, lasts: Option<Duration>) -> Self {
        Self { waiting: BTreeMap::new(), lasts, most }
    }

    /// Has something wait; gives the word for it.
    ///
    /// # Errors
    /// The system gave no random bytes.
    pub(crate) fn issue(&mut self, value: T, now: Instant) -> Result<String> {
        self.waiting.retain(|_, (since, _)| is_in_time(self.lasts, *since, now));
        while self.waiting.len() >= self.most {
            let oldest = self.waiting.iter().min_by_key(|(_, (since, _))| *since).map(|(word, _)| word.clone());
            let Some(oldest) = oldest else { break };
            self.waiting.remove(&oldest);
        }
        let word = services::evidence::token()?;
        self.waiting.insert(word.clone(), (now, value));
        Ok(word)
    }

    /// Takes what a word stands for, once.
    pub(crate) fn take(&mut self, word: &str, now: Instant) -> Option<T> {
        let (since, value) = self.waiting.remove(word)?;
        is_in_time(self.lasts, since, now).then_some(value)
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.waiting.clear();
    }
}

fn is_in_time(lasts: Option<Duration>, since: Instant, now: Instant) -> bool {
    lasts.is_none_or(|lasts| now.saturating_duration_since(since) <= lasts)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn a_word_is_good_once_for_a_minute_and_until_everything_is_forgotten() {
        let now = Instant::now();
        let mut tokens = OneUse::new(8, Some(MINUTE));
        let word = tokens.issue("a", now).unwrap();
        assert_eq!(word.len(), 32, "as many letters as nobody can guess");
        assert_eq!(tokens.take("another", now), None);
        assert_eq!(tokens.take(&word, now + MINUTE), Some("a"));
        assert_eq!(tokens.take(&word, now), None, "once");
        let late = tokens.issue("b", now).unwrap();
        assert_eq!(tokens.take(&late, now + MINUTE + Duration::from_millis(1)), None, "a minute");
        assert_eq!(tokens.take(&late, now), None, "and it does not come back");
        let locked = tokens.issue("c", now).unwrap();
        tokens.clear();
        assert_eq!(tokens.take(&locked, now), None);
        assert_ne!(tokens.issue("d", now).unwrap(), tokens.issue("d", now).unwrap());
    }

    #[test]
    fn the_oldest_makes_way_so_that_no_memory_fills() {
        let now = Instant::now();
        let mut tokens = OneUse::new(3, None);
        let words: Vec<String> =
            (0..5_u64).map(|at| tokens.issue(at, now + Duration::from_secs(at)).unwrap()).collect();
        let left: Vec<Option<u64>> = words.iter().map(|word| tokens.take(word, now)).collect();
        assert_eq!(left, [None, None, Some(2), Some(3), Some(4)]);
    }
}
