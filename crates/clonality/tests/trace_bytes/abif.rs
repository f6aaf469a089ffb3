//! ABIF files, entry by entry.

/// What becomes a file.
#[derive(Clone)]
pub struct Abif {
    pub version: u16,
    /// Entries that the header announces beyond those there are.
    pub announced_beyond: u32,
    /// The directory stands before the data, and the header has its number and type exchanged.
    pub directory_first: bool,
    pub entries: Vec<Entry>,
}

#[derive(Clone)]
pub struct Entry {
    name: [u8; 4],
    number: u32,
    kind: u16,
    element_size: u16,
    count: u32,
    data: Vec<u8>,
}

impl Abif {
    pub fn new() -> Self {
        Self { version: 101, announced_beyond: 0, directory_first: false, entries: Vec::new() }
    }

    /// A sequencing run: channels of A, C, G, T under the order GATC, both sets of calls the same.
    pub fn run(channels: &[Vec<i16>; 4], letters: &[u8], scans: &[u16]) -> Self {
        let [a, c, g, t] = channels;
        let qualities: Vec<u8> =
            (0..letters.len()).map(|place| 20 + u8::try_from(place % 40).unwrap()).collect();
        let mut file = Self::new().with(*b"FWO_", 1, 2, b"GATC");
        for (number, channel) in [(9, g), (10, a), (11, t), (12, c)] {
            file = file.shorts(*b"DATA", number, channel);
        }
        for number in [1, 2] {
            file = file.with(*b"PBAS", number, 2, letters).with(*b"PCON", number, 2, &qualities);
            file = file.scans(number, scans);
        }
        file
    }

    /// This entry, in the place of one of the same name and number.
    pub fn with(mut self, name: [u8; 4], number: u32, kind: u16, data: &[u8]) -> Self {
        let element_size: u16 = match kind {
            3 | 4 => 2,
            5 | 7 | 10 | 11 => 4,
            8 => 8,
            12 => 10,
            _ => 1,
        };
        let count = u32::try_from(data.len() / usize::from(element_size)).unwrap();
        let entry = Entry { name, number, kind, element_size, count, data: data.to_vec() };
        match self.entries.iter_mut().find(|old| old.name == name && old.number == number) {
            Some(old) => *old = entry,
            None => self.entries.push(entry),
        }
        self
    }

    pub fn shorts(self, name: [u8; 4], number: u32, values: &[i16]) -> Self {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_be_bytes()).collect();
        self.with(name, number, 4, &bytes)
    }

    pub fn scans(self, number: u32, scans: &[u16]) -> Self {
        let bytes: Vec<u8> = scans.iter().flat_map(|scan| scan.to_be_bytes()).collect();
        self.with(*b"PLOC", number, 4, &bytes)
    }

    /// A text with its length before it.
    pub fn pascal(self, name: [u8; 4], number: u32, text: &[u8]) -> Self {
        let length = u8::try_from(text.len()).unwrap();
        self.with(name, number, 18, &[&[length], text].concat())
    }

    /// A text with a zero behind it.
    pub fn c_string(self, name: [u8; 4], number: u32, text: &[u8]) -> Self {
        self.with(name, number, 19, &[text, &[0]].concat())
    }

    /// The number of elements that an entry claims to have.
    pub fn claiming(mut self, name: [u8; 4], count: u32) -> Self {
        self.entries.iter_mut().find(|entry| entry.name == name).unwrap().count = count;
        self
    }

    pub fn without(mut self, name: [u8; 4]) -> Self {
        self.entries.retain(|entry| entry.name != name);
        self
    }

    pub fn without_number(mut self, name: [u8; 4], number: u32) -> Self {
        self.entries.retain(|entry| entry.name != name || entry.number != number);
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let count = u32::try_from(self.entries.len()).unwrap();
        let directory_size = 28 * count;
        let mut offset = if self.directory_first { 34 + directory_size } else { 128 };
        let (mut data, mut directory) = (Vec::new(), Vec::new());
        for entry in &self.entries {
            let size = u32::try_from(entry.data.len()).unwrap();
            directory.extend(entry.name);
            directory.extend(entry.number.to_be_bytes());
            directory.extend(entry.kind.to_be_bytes());
            directory.extend(entry.element_size.to_be_bytes());
            directory.extend(entry.count.to_be_bytes());
            directory.extend(size.to_be_bytes());
            if size <= 4 {
                let mut inline = entry.data.clone();
                inline.resize(4, 0);
                directory.extend(inline);
            } else {
                directory.extend(offset.to_be_bytes());
                data.extend(&entry.data);
                offset += size;
            }
            directory.extend([0; 4]);
        }
        let (number, kind) = if self.directory_first { (1023_u32, 1_u16) } else { (1, 1023) };
        let directory_offset = if self.directory_first { 34 } else { offset };
        let mut file = b"ABIF".to_vec();
        file.extend(self.version.to_be_bytes());
        file.extend(b"tdir");
        file.extend(number.to_be_bytes());
        file.extend(kind.to_be_bytes());
        file.extend(28_u16.to_be_bytes());
        file.extend((count + self.announced_beyond).to_be_bytes());
        file.extend(directory_size.to_be_bytes());
        file.extend(directory_offset.to_be_bytes());
        file.extend([0; 4]);
        if self.directory_first {
            [file, directory, data].concat()
        } else {
            file.resize(128, 0);
            [file, data, directory].concat()
        }
    }
}
