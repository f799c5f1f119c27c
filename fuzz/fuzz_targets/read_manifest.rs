//! Whatever lies on a stick as `manifest.toml`, reading it returns; what is read can be written, and reads the same again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use repere_kiosk::bundle::Manifest;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(manifest) = Manifest::parse(bytes) {
        let text = manifest.to_toml().expect("what was read can be written");
        assert_eq!(Manifest::parse(text.as_bytes()).expect("what was written can be read"), manifest);
    }
});
