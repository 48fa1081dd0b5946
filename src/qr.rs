//! A picture that a camera reads as an address (QR code); pure.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

/// How much stays free around the picture, in modules: cameras need it.
pub const QUIET: i32 = 4;

/// The dark squares of a picture as the path of an SVG, one unit each.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its width and height without the quiet zone.
    pub size: i32,
    /// One closed line around each run of dark squares in a row.
    pub path: String,
}

/// Draws an address whose end, from `plain` on, consists of digits, capital letters and hyphens and takes less room.
///
/// None if the address is too long for any picture.
pub fn draw(address: &str, plain: usize) -> Option<Picture> {
    let (front, end) = address.split_at_checked(plain)?;
    let mut segments = vec![QrSegment::make_bytes(front.as_bytes())];
    if QrSegment::is_alphanumeric(end) {
        segments.push(QrSegment::make_alphanumeric(end));
    } else {
        segments.push(QrSegment::make_bytes(end.as_bytes()));
    }
    let code = QrCode::encode_segments(&segments, QrCodeEcc::Low).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if run > 0 {
                path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
            }
            x += run.max(1);
        }
    }
    Some(Picture {
        size: code.size(),
        path,
    })
}
