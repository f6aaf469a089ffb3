//! Compressed copies beside the files of the finished app, so that no host has to compress.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use crate::file_tree::files_below;

/// Images and archives are compressed already.
const COMPRESSIBLE: [&str; 10] =
    ["css", "csv", "html", "js", "json", "mjs", "svg", "txt", "wasm", "webmanifest"];

const BROTLI_QUALITY: i32 = 11;

/// Writes `.br` and `.gz` beside every compressible file below `folder`.
pub(crate) fn run(folder: &Path) -> Result<()> {
    files_below(folder)?.iter().filter(|file| is_compressible(file)).try_for_each(|file| self::file(file))
}

/// Writes them where they are missing or of another content: compressing everything takes minutes.
pub(crate) fn refresh(folder: &Path) -> Result<()> {
    for file in files_below(folder)?.iter().filter(|file| is_compressible(file)) {
        if !is_compressed(file)? {
            self::file(file)?;
        }
    }
    Ok(())
}

/// Whether both copies are there, the quickly read one of this very content.
fn is_compressed(file: &Path) -> Result<bool> {
    let Ok(compressed) = fs::read(compressed_name(file, "gz")) else { return Ok(false) };
    let mut content = Vec::new();
    let is_read = GzDecoder::new(compressed.as_slice()).read_to_end(&mut content).is_ok();
    let same = is_read && content == fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    Ok(same && compressed_name(file, "br").is_file())
}

/// Writes `.br` and `.gz` beside one file.
pub(crate) fn file(file: &Path) -> Result<()> {
    let content = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    write_beside(file, "br", &brotli(&content)?)?;
    write_beside(file, "gz", &gzip(&content)?)
}

/// The best that brotli can do.
pub(crate) fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)
        .context("compressing with brotli")?;
    Ok(compressed)
}

/// `app.js` with `br` becomes `app.js.br`.
pub(crate) fn compressed_name(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish().context("compressing with gzip")
}

fn is_compressible(file: &Path) -> bool {
    file.extension().and_then(|extension| extension.to_str()).is_some_and(|name| COMPRESSIBLE.contains(&name))
}

fn write_beside(file: &Path, extension: &str, content: &[u8]) -> Result<()> {
    let path = compressed_name(file, extension);
    fs::write(&path, content).with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[u8] = b"numbers shown are numbers tested, numbers shown are numbers tested";

    #[test]
    fn brotli_gives_the_content_back() {
        let compressed = brotli(TEXT).unwrap();
        assert!(compressed.len() < TEXT.len());
        let mut content = Vec::new();
        brotli::BrotliDecompress(&mut compressed.as_slice(), &mut content).unwrap();
        assert_eq!(content, TEXT);
    }

    #[test]
    fn gzip_gives_the_content_back() {
        let compressed = gzip(TEXT).unwrap();
        let mut content = Vec::new();
        GzDecoder::new(compressed.as_slice()).read_to_end(&mut content).unwrap();
        assert_eq!(content, TEXT);
    }

    #[test]
    fn copies_are_made_anew_where_the_content_is_another() {
        let folder = std::env::temp_dir().join(format!("shirube-precompress-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("app.js");
        fs::write(&file, "one").unwrap();
        assert!(!is_compressed(&file).unwrap());
        refresh(&folder).unwrap();
        assert!(is_compressed(&file).unwrap());
        fs::write(&file, "two").unwrap();
        assert!(!is_compressed(&file).unwrap());
        refresh(&folder).unwrap();
        assert!(is_compressed(&file).unwrap());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn compresses_text_and_code_but_not_images() {
        assert!(is_compressible(Path::new("dist/app_bg.wasm")));
        assert!(!is_compressible(Path::new("dist/icon.png")));
        assert!(!is_compressible(Path::new("dist/app.js.br")));
    }
}
