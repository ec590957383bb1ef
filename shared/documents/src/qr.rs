//! The QR code with the address where the paper can be checked, as a drawing of lines.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use crate::error::Error;

/// The QR code of `url` as SVG, without a margin. A quarter of it may be soiled.
pub(crate) fn draw(url: &str) -> Result<String, Error> {
    let code = QrCode::with_error_correction_level(url, EcLevel::Q)?;
    Ok(code
        .render::<svg::Color<'_>>()
        .quiet_zone(false)
        .min_dimensions(1, 1)
        .build())
}
