//! Blocks through several workers, and out again in order.
//!
//! Workers take turns: block number n goes to worker n modulo their number, and the writer asks them in the
//! same turn. So the order holds without numbers, and every queue is short: memory does not grow.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::source::Block;

/// Blocks that may wait before or behind each worker.
const QUEUE: usize = 2;

/// What a worker made of a block.
struct Done {
    output: Vec<u8>,
    bad_lines: u64,
    bytes_read: u64,
}

/// Runs `read`, which hands out blocks until it ends or its hand-over says `false`; writes what becomes of
/// them to `out`. Tells how many lines could not be used.
pub(super) fn run(
    workers: usize,
    mut out: impl Write + Send,
    watch: impl Fn(u64) + Send,
    read: impl FnOnce(&mut dyn FnMut(Block) -> bool),
) -> io::Result<u64> {
    thread::scope(|scope| {
        let (mut inputs, mut outputs) = (Vec::new(), Vec::new());
        for _ in 0..workers.max(1) {
            let (to_worker, from_reader) = sync_channel(QUEUE);
            let (to_writer, from_worker) = sync_channel(QUEUE);
            inputs.push(to_worker);
            outputs.push(from_worker);
            scope.spawn(move || work(&from_reader, &to_writer));
        }
        let writer = scope.spawn(move || write_all(&outputs, &mut out, watch));
        let mut turn = inputs.iter().cycle();
        // A worker hangs up when the writer has: nobody reads the output any more.
        read(&mut |block| turn.next().is_some_and(|worker| worker.send(block).is_ok()));
        drop(inputs);
        writer.join().unwrap_or_else(|_| Err(io::Error::other("the writing thread broke down")))
    })
}

fn work(blocks: &Receiver<Block>, writer: &SyncSender<Done>) {
    for block in blocks {
        let mut output = Vec::with_capacity(4 * block.bytes.len());
        let bad_lines = block.assess(&mut output);
        let done = Done { output, bad_lines, bytes_read: block.bytes.len() as u64 };
        if writer.send(done).is_err() {
            return;
        }
    }
}

fn write_all(workers: &[Receiver<Done>], out: &mut impl Write, watch: impl Fn(u64)) -> io::Result<u64> {
    let mut bad_lines = 0;
    for worker in workers.iter().cycle() {
        let Ok(done) = worker.recv() else { break };
        out.write_all(&done.output)?;
        out.flush()?;
        bad_lines += done.bad_lines;
        watch(done.bytes_read);
    }
    Ok(bad_lines)
}
