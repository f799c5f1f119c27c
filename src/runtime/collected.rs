//! Collects the bytes of a frame. The library flushes several times a frame (after the cells, after each word about the
//! cursor); a terminal at the end of a slow line shows a page whole when it comes as one write.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

/// Bytes that wait for the end of their frame. Clones share them: one is drawn into, the other one is sent from.
#[derive(Debug, Clone, Default)]
pub struct Collected(Rc<RefCell<Vec<u8>>>);

impl Collected {
    /// Writes what has been collected, at once.
    ///
    /// # Errors
    /// When `out` cannot be written to. What was collected is gone then: it was half of a frame.
    pub fn send(&self, out: &mut impl Write) -> io::Result<()> {
        let bytes = self.0.take();
        if bytes.is_empty() {
            return Ok(());
        }
        out.write_all(&bytes)?;
        out.flush()
    }
}

impl Write for Collected {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
