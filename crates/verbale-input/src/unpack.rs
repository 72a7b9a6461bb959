//! gzip and zstd, known by their first bytes, with a guard against bombs.

use std::{
    fmt,
    io::{self, BufRead, BufReader, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{
    BlockDecodingStrategy, FrameDecoder,
    errors::{FrameDecoderError, ReadFrameHeaderError},
};

use crate::limits;

/// A stream that can be handed to another thread.
pub(crate) type Stream<'a> = Box<dyn BufRead + Send + 'a>;

/// Why packed bytes can't be read on: rides on an [`io::Error`].
#[derive(Debug)]
pub(crate) struct Fault {
    /// To be read after the name.
    pub(crate) why: String,
    /// What the user can do.
    pub(crate) remedy: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for Fault {}

/// What packed data is called, when bytes begin as it does.
pub(crate) fn packing(start: &[u8]) -> Option<&'static str> {
    if start.starts_with(b"\x1f\x8b") {
        Some("gzip")
    } else if start.starts_with(b"\x28\xb5\x2f\xfd") {
        Some("zstd")
    } else {
        None
    }
}

/// Unpacks what begins as gzip or zstd, of any number of members or frames,
/// and passes on all else as it is.
///
/// # Errors
///
/// Where the first bytes can't be read.
pub(crate) fn unpacked<'a>(mut reader: impl BufRead + Send + 'a) -> io::Result<Stream<'a>> {
    let packing = packing(reader.fill_buf()?);
    let taken = Arc::new(AtomicU64::new(0));
    let counted = BufReader::with_capacity(1 << 16, Taken { inner: reader, taken: Arc::clone(&taken) });
    let guarded = |inner: Box<dyn Read + Send + 'a>, packing| -> Stream<'a> {
        Box::new(BufReader::with_capacity(1 << 16, Guarded { inner, packing, taken, given: 0 }))
    };
    Ok(match packing {
        Some("gzip") => guarded(Box::new(MultiGzDecoder::new(counted)), "gzip"),
        Some(_) => guarded(Box::new(Zstd::new(counted)), "zstd"),
        None => Box::new(counted),
    })
}

struct Taken<R> {
    inner: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Taken<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.taken.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Ends a stream that grows out of all proportion, and tells damage from a
/// disk that can't be read.
struct Guarded<R> {
    inner: R,
    packing: &'static str,
    taken: Arc<AtomicU64>,
    given: u64,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer).map_err(|error| {
            let by_disk = error.raw_os_error().is_some() || error.kind() == io::ErrorKind::Interrupted;
            if by_disk { error } else { self.damaged() }
        })?;
        self.given += read as u64;
        let most = limits::EXPANSION * self.taken.load(Ordering::Relaxed);
        if self.given > limits::EXPANSION_FREE.max(most) {
            let why = format!("unpacks to more than {} times its length", limits::EXPANSION);
            let remedy = "if you trust it, unpack it yourself and give the unpacked file";
            return Err(io::Error::new(io::ErrorKind::InvalidData, Fault { why, remedy }));
        }
        Ok(read)
    }
}

impl<R> Guarded<R> {
    fn damaged(&self) -> io::Error {
        let why = format!("is cut off or damaged: its {} data can't be unpacked", self.packing);
        let remedy = "what came before was read; get the file again for the rest";
        io::Error::new(io::ErrorKind::InvalidData, Fault { why, remedy })
    }
}

/// zstd of any number of frames, one after the other.
struct Zstd<R> {
    source: R,
    decoder: FrameDecoder,
    /// Whether a frame has begun whose bytes have not all been given.
    inside: bool,
}

impl<R: BufRead> Zstd<R> {
    fn new(source: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(limits::ZSTD_WINDOW);
        Self { source, decoder, inside: false }
    }
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.inside {
                if self.source.fill_buf()?.is_empty() {
                    return Ok(0);
                }
                match self.decoder.init(&mut self.source) {
                    Ok(()) => self.inside = true,
                    Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                        length,
                        ..
                    })) => {
                        let length = u64::from(length);
                        if io::copy(&mut (&mut self.source).take(length), &mut io::sink())? < length {
                            return Err(io::ErrorKind::UnexpectedEof.into());
                        }
                        continue;
                    }
                    Err(error) => return Err(io::Error::other(error)),
                }
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                self.decoder
                    .decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(io::Error::other)?;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 {
                return Ok(read);
            }
            let told = self.decoder.get_checksum_from_data();
            if told.is_some() && told != self.decoder.get_calculated_checksum() {
                return Err(io::ErrorKind::InvalidData.into());
            }
            self.inside = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    fn unpack(bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        unpacked(bytes)?.read_to_end(&mut out)?;
        Ok(out)
    }

    #[test]
    fn members_and_frames_follow_each_other() {
        for pack in [gzip, zstd] {
            let two = [pack(b"Talks "), pack(b"ended.")].concat();
            assert_eq!(unpack(&two).unwrap(), b"Talks ended.");
        }
        let skippable = [b"\x50\x2a\x4d\x18\x02\0\0\0ab".as_slice(), &zstd(b"x")].concat();
        let framed = [zstd(b"a"), skippable].concat();
        assert_eq!(unpack(&framed).unwrap(), b"ax");
        assert_eq!(unpack(b"plain").unwrap(), b"plain");
        assert_eq!(unpack(b"").unwrap(), b"");
    }

    #[test]
    fn damage_is_told_at_every_place() {
        for pack in [gzip, zstd] {
            let whole = pack(b"Talks ended in Nairobi on Friday, and nobody said why they had to.");
            for end in 4..whole.len() {
                let error = unpack(&whole[..end]).unwrap_err();
                assert!(error.to_string().contains("cut off or damaged"), "{end}: {error}");
            }
        }
    }

    #[test]
    fn a_bomb_is_stopped_early() {
        let bomb = gzip(&vec![0; 100 << 20]);
        let mut reader = unpacked(bomb.as_slice()).unwrap();
        let mut read = 0;
        let error = loop {
            match reader.fill_buf().map(<[u8]>::len) {
                Ok(0) => panic!("the bomb went off"),
                Ok(length) => {
                    read += length as u64;
                    reader.consume(length);
                }
                Err(error) => break error,
            }
        };
        assert!(read < 40 << 20, "{read}");
        assert!(error.to_string().contains("250 times"), "{error}");
    }
}
