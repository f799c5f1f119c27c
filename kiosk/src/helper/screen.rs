//! How many pixels the console has, from what the kernel says of its screens. Changes nothing there.
//!
//! The terminal's own size in characters says nothing here without the size of the present font, for which Linux has only an
//! ioctl that is unsafe code.

use std::fs;
use std::path::Path;
use std::str::FromStr;

/// The pixels of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
}

/// No size of a screen, which is two numbers from 1.
#[derive(Debug, thiserror::Error)]
#[error("no size of a screen such as 1024x768")]
pub(super) struct NoSize;

impl FromStr for Pixels {
    type Err = NoSize;

    fn from_str(text: &str) -> Result<Self, NoSize> {
        let (width, height) = text.split_once('x').ok_or(NoSize)?;
        Self::new(width, height).ok_or(NoSize)
    }
}

impl Pixels {
    fn new(width: &str, height: &str) -> Option<Self> {
        let size = Self { width: width.parse().ok()?, height: height.parse().ok()? };
        (size.width > 0 && size.height > 0).then_some(size)
    }

    /// The pixels of the console, `sys` being `/sys`; `None` when the kernel does not say.
    pub(super) fn of_console(sys: &Path) -> Option<Self> {
        let screen = framebuffer(sys).or_else(|| smallest_connected(sys))?;
        // A console that is turned by a quarter (1 clockwise, 3 against it) has its lines along the other side.
        match first_line(&sys.join("class/graphics/fbcon/rotate")).as_deref() {
            Some("1" | "3") => Some(Self { width: screen.height, height: screen.width }),
            _ => Some(screen),
        }
    }
}

/// The framebuffer that the console is drawn on: its mode, else the memory it has, which is never less than what is seen.
fn framebuffer(sys: &Path) -> Option<Pixels> {
    let framebuffer = sys.join("class/graphics/fb0");
    first_line(&framebuffer.join("modes")).as_deref().and_then(mode).or_else(|| {
        let line = first_line(&framebuffer.join("virtual_size"))?;
        let (width, height) = line.split_once(',')?;
        Pixels::new(width, height)
    })
}

/// One console is on all the screens that are plugged in, and no larger than the smallest.
fn smallest_connected(sys: &Path) -> Option<Pixels> {
    let connectors = fs::read_dir(sys.join("class/drm")).ok()?;
    let paths = connectors.flatten().map(|entry| entry.path());
    paths
        .filter(|path| first_line(&path.join("status")).as_deref() == Some("connected"))
        .filter_map(|path| first_line(&path.join("modes")).as_deref().and_then(mode))
        .reduce(|one, other| Pixels { width: one.width.min(other.width), height: one.height.min(other.height) })
}

/// `U:1024x768p-0` of a framebuffer or `1024x768` of a connector.
fn mode(line: &str) -> Option<Pixels> {
    let size = line.split_once(':').map_or(line, |(_, size)| size);
    let (width, rest) = size.split_once('x')?;
    let height = rest.split(|letter: char| !letter.is_ascii_digit()).next()?;
    Pixels::new(width, height)
}

fn first_line(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    text.lines().next().map(|line| line.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const CONNECTED: &str = "connected\n";

    #[rstest]
    #[case::a_framebuffer(&[("graphics/fb0/modes", "U:1024x768p-0\n")], Some((1024, 768)))]
    #[case::its_mode_before_its_memory(
        &[("graphics/fb0/modes", "U:800x600p-0\n"), ("graphics/fb0/virtual_size", "1024,1536\n")],
        Some((800, 600))
    )]
    #[case::its_memory_when_it_has_no_mode(
        &[("graphics/fb0/modes", "\n"), ("graphics/fb0/virtual_size", "1024,768\n")],
        Some((1024, 768))
    )]
    #[case::turned(
        &[("graphics/fb0/modes", "U:1920x1080p-0\n"), ("graphics/fbcon/rotate", "3\n")],
        Some((1080, 1920))
    )]
    #[case::upside_down(
        &[("graphics/fb0/modes", "U:1920x1080p-0\n"), ("graphics/fbcon/rotate", "2\n")],
        Some((1920, 1080))
    )]
    #[case::a_connector(
        &[("drm/card0-HDMI-A-1/status", CONNECTED), ("drm/card0-HDMI-A-1/modes", "1920x1080i\n1280x720\n")],
        Some((1920, 1080))
    )]
    #[case::the_smallest_of_two(
        &[
            ("drm/card0-HDMI-A-1/status", CONNECTED), ("drm/card0-HDMI-A-1/modes", "1920x1080\n"),
            ("drm/card0-VGA-1/status", CONNECTED), ("drm/card0-VGA-1/modes", "1280x1024\n"),
            ("drm/card0-DP-1/status", "disconnected\n"), ("drm/card0-DP-1/modes", "640x480\n"),
        ],
        Some((1280, 1024))
    )]
    #[case::nonsense(&[("graphics/fb0/modes", "x\n"), ("graphics/fb0/virtual_size", "0,0\n")], None)]
    #[case::nothing(&[], None)]
    fn what_the_kernel_says(#[case] files: &[(&str, &str)], #[case] expected: Option<(u32, u32)>) {
        let sys = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = sys.path().join("class").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let screen = Pixels::of_console(sys.path());
        assert_eq!(screen.map(|screen| (screen.width, screen.height)), expected);
    }
}
