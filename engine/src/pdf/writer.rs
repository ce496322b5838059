//! The file: objects as they come, small ones gathered into object streams, cross references
//! and trailer at the end. The only file that knows byte offsets.

use std::io::{self, Write};

use pdf_writer::{Chunk, Filter, Finish, Name, Ref, Settings, Str};
use sha2::{Digest, Sha256};

use super::deflate::Deflater;

/// Objects in one object stream: a reader unpacks a whole stream to see one object.
const OBJECTS_PER_STREAM: usize = 128;
/// How a stream object ends.
const STREAM_END: &[u8] = b"\nendstream\nendobj\n";

/// Where an object stands.
#[derive(Clone, Copy)]
enum Place {
    /// Number given, object not written yet.
    Open,
    /// Byte offset.
    Offset(u64),
    /// Object stream and index in it.
    Packed(i32, u16),
}

/// A PDF file being written.
pub(super) struct FileWriter<W> {
    out: W,
    offset: u64,
    hash: Sha256,
    places: Vec<Place>,
    /// Objects of the next object stream and where each begins in `gathered`.
    waiting: Vec<(Ref, usize)>,
    gathered: Vec<u8>,
    deflater: Deflater,
    /// For object streams, whose share of a page is 20 bytes; a small file has none that is full.
    fast: Option<Deflater>,
}

impl<W: Write> FileWriter<W> {
    /// Writes the header.
    pub(super) fn begin(out: W) -> io::Result<Self> {
        let mut writer = Self {
            out,
            offset: 0,
            hash: Sha256::new(),
            places: Vec::new(),
            waiting: Vec::new(),
            gathered: Vec::new(),
            deflater: Deflater::small(),
            fast: None,
        };
        // Four bytes above 127 mark the file as binary (ISO 19005-2, 6.1.2).
        writer.write(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        Ok(writer)
    }

    /// A new object number.
    pub(super) fn reserve(&mut self) -> Ref {
        self.places.push(Place::Open);
        // Beyond 2³¹ objects the numbers repeat; the places above would fill 40 GB by then.
        Ref::new(i32::try_from(self.places.len()).unwrap_or(i32::MAX))
    }

    /// Writes a small object without a stream; it goes into an object stream.
    pub(super) fn object(&mut self, id: Ref, write: impl FnOnce(&mut Chunk)) -> io::Result<()> {
        let mut chunk = chunk();
        write(&mut chunk);
        let bytes = chunk.as_bytes();
        // `N 0 obj\n … \nendobj\n`: only the middle is kept.
        let start = bytes.iter().position(|&b| b == b'\n').map_or(0, |at| at + 1);
        let end = bytes.len().saturating_sub(b"\nendobj\n".len()).max(start);
        self.waiting.push((id, self.gathered.len()));
        self.gathered.extend(bytes.get(start..end).unwrap_or_default());
        self.gathered.push(b'\n');
        if self.waiting.len() >= OBJECTS_PER_STREAM { self.flush_objects() } else { Ok(()) }
    }

    /// Writes a deflated stream; `dict` adds what stands in its dictionary beside length and
    /// filter.
    pub(super) fn stream(
        &mut self,
        id: Ref,
        data: &[u8],
        dict: impl FnOnce(&mut pdf_writer::Stream<'_>),
    ) -> io::Result<()> {
        let packed = self.deflater.pack(data);
        self.packed(id, &packed, dict)
    }

    /// Writes a stream that is deflated already.
    pub(super) fn packed(
        &mut self,
        id: Ref,
        packed: &[u8],
        dict: impl FnOnce(&mut pdf_writer::Stream<'_>),
    ) -> io::Result<()> {
        let mut chunk = chunk_of(packed.len());
        let mut stream = chunk.stream(id, packed);
        stream.filter(Filter::FlateDecode);
        dict(&mut stream);
        stream.finish();
        self.place(id, &chunk)
    }

    /// Writes a stream object at the end of the file so far.
    ///
    /// CR LF ends the data, not LF alone: after data whose last byte is a CR, a lone LF would make
    /// that byte a part of the line end and the length one too long (ISO 19005-2, 6.1.7.1).
    pub(super) fn place(&mut self, id: Ref, chunk: &Chunk) -> io::Result<()> {
        self.set(id, Place::Offset(self.offset));
        let bytes = chunk.as_bytes();
        let (data, end) = bytes.split_at(bytes.len().saturating_sub(STREAM_END.len()));
        self.write(data)?;
        self.write(b"\r")?;
        self.write(end)
    }

    /// Writes what is gathered, cross references and trailer; also gives the size of the file and
    /// its SHA-256.
    pub(super) fn finish(mut self, catalog: Ref, info: Ref) -> io::Result<(W, u64, [u8; 32])> {
        self.flush_objects()?;
        let digest = self.hash.clone().finalize();
        let file_id = &digest[..16];
        let id = self.reserve();
        let start = self.offset;
        // The table holds its own place.
        self.set(id, Place::Offset(start));
        let table = self.deflater.pack(&self.table());
        let mut chunk = chunk();
        let mut stream = chunk.stream(id, &table);
        stream.filter(Filter::FlateDecode);
        stream.pair(Name(b"Type"), Name(b"XRef"));
        stream.pair(Name(b"Size"), i32::try_from(self.places.len() + 1).unwrap_or(i32::MAX));
        stream.pair(Name(b"Root"), catalog);
        stream.pair(Name(b"Info"), info);
        stream.insert(Name(b"ID")).array().items([Str(file_id), Str(file_id)]);
        stream.insert(Name(b"W")).array().items([1, 5, 2]);
        stream.finish();
        self.place(id, &chunk)?;
        self.write(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        self.out.flush()?;
        Ok((self.out, self.offset, self.hash.finalize().into()))
    }

    /// Rows of one, five and two bytes: type, offset or stream, generation or index.
    fn table(&self) -> Vec<u8> {
        let mut table = vec![0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
        for place in &self.places {
            let (kind, value, index) = match *place {
                Place::Open => (0, 0, 0xFFFF),
                Place::Offset(offset) => (1, offset, 0),
                Place::Packed(stream, index) => (2, u64::from(stream.unsigned_abs()), index),
            };
            table.push(kind);
            table.extend(&value.to_be_bytes()[3..]);
            table.extend(index.to_be_bytes());
        }
        table
    }

    fn flush_objects(&mut self) -> io::Result<()> {
        let objects = std::mem::take(&mut self.waiting);
        if objects.is_empty() {
            return Ok(());
        }
        let stream_id = self.reserve();
        let mut head = Vec::new();
        for (index, (id, start)) in objects.iter().enumerate() {
            head.extend(format!("{} {start} ", id.get()).as_bytes());
            // At most `OBJECTS_PER_STREAM`.
            self.set(*id, Place::Packed(stream_id.get(), index as u16));
        }
        let (count, first) = (objects.len() as i32, head.len() as i32);
        head.append(&mut self.gathered);
        let deflater = match objects.len() {
            OBJECTS_PER_STREAM.. => self.fast.get_or_insert_with(Deflater::fast),
            _ => &mut self.deflater,
        };
        let packed = deflater.pack(&head);
        self.packed(stream_id, &packed, |stream| {
            stream.pair(Name(b"Type"), Name(b"ObjStm"));
            stream.pair(Name(b"N"), count).pair(Name(b"First"), first);
        })
    }

    fn set(&mut self, id: Ref, place: Place) {
        let index = usize::try_from(id.get()).unwrap_or(0).wrapping_sub(1);
        if let Some(slot) = self.places.get_mut(index) {
            *slot = place;
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.offset += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

/// An empty chunk that writes compactly.
pub(super) fn chunk() -> Chunk {
    chunk_of(0)
}

/// The same with room for a stream of so many bytes.
fn chunk_of(bytes: usize) -> Chunk {
    Chunk::with_settings_and_capacity(Settings { pretty: false }, bytes.saturating_add(256))
}
