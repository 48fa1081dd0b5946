//! How the line runs through the stations: whole as far as the request most likely comes, broken from there on.

/// One station and the piece of line after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The request most likely passes here.
    Whole,
    /// It most likely stops here.
    Broken,
    /// It most likely does not come so far.
    Dead,
}

/// The pieces of the whole chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    stop: Option<usize>,
    beneath: Vec<bool>,
}

impl Line {
    /// Breaks the line at the likeliest stage (the first of equals), if that is at least `breaks`.
    ///
    /// `suspicion` and `beneath` hold one value per stage, in order.
    pub fn drawn(suspicion: &[f64], beneath: &[bool], breaks: f64) -> Self {
        let mut stop: Option<(usize, f64)> = None;
        for (idx, &p) in suspicion.iter().enumerate() {
            if p >= breaks && stop.is_none_or(|(_, most)| p > most) {
                stop = Some((idx, p));
            }
        }
        Self {
            stop: stop.map(|(idx, _)| idx),
            beneath: beneath.to_vec(),
        }
    }

    /// The piece at stage `idx`. What is beneath carries the line whole or stops itself.
    pub fn piece(&self, idx: usize) -> Piece {
        let is_beneath = |idx: usize| self.beneath.get(idx).copied().unwrap_or_default();
        match self.stop {
            Some(stop) if stop == idx => Piece::Broken,
            Some(stop) if idx > stop && !is_beneath(idx) && !is_beneath(stop) => Piece::Dead,
            _ => Piece::Whole,
        }
    }
}
