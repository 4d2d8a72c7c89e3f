//! The program's own picture: of its window, and inside it.

use egui::{ColorImage, Context, IconData, Id, TextureHandle, TextureOptions};

const PICTURE: &[u8] = include_bytes!("../../assets/icon/cargorun-desk-128.png");

/// For the window; `None` when it can't be read, and the system's own picture is shown.
#[must_use]
pub fn of_window() -> Option<IconData> {
    eframe::icon_data::from_png_bytes(PICTURE).ok()
}

/// For painting; read once.
#[must_use]
pub fn texture(ctx: &Context) -> Option<TextureHandle> {
    let id = Id::unique("program-icon");
    if let Some(known) = ctx.data(|data| data.get_temp::<TextureHandle>(id)) {
        return Some(known);
    }
    let IconData { rgba, width, height } = of_window()?;
    let side = |side: u32| usize::try_from(side).ok();
    let image = ColorImage::from_rgba_unmultiplied([side(width)?, side(height)?], &rgba);
    let texture = ctx.load_texture("program-icon", image, TextureOptions::LINEAR);
    ctx.data_mut(|data| data.insert_temp(id, texture.clone()));
    Some(texture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_has_a_picture_of_its_own() {
        let icon = of_window().unwrap();
        assert_eq!((icon.width, icon.height), (128, 128));
        assert!(icon.rgba.chunks(4).any(|pixel| pixel[3] == 255) && icon.rgba.chunks(4).any(|pixel| pixel[3] == 0));
    }
}
