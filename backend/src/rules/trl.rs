//! The technology readiness level (GB/T 22900-2022) and the stage that is shown for it.

/// The code of the dictionary `display_stage` for levels 1 to 9; nothing for another number.
pub fn display_stage(level: u8) -> Option<&'static str> {
    let levels = &seeds::reference().trl;
    levels.iter().find(|entry| entry.level == level).map(|entry| entry.display_stage.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_has_its_stage() {
        let stages: Vec<_> = (1..=9).filter_map(display_stage).collect();
        let developing = ["developing"; 3];
        let later = ["sample", "small_test", "small_test", "pilot_test", "pilot_test", "mass_production"];
        assert_eq!(stages, [developing.as_slice(), later.as_slice()].concat());
        assert_eq!((display_stage(0), display_stage(10)), (None, None));
    }
}
