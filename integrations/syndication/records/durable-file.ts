import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { Problem } from '#domain';

/** A file of JSON lines that is only added to. Every line is on the disk before its promise resolves. */
export async function openLines(file: string, mode = 0o644): Promise<Lines> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, 'a+', mode);
  await endLine(handle);
  let isCutOff = false;
  return {
    add: async (line) => {
      // What a full disk took a part of stands alone, so that the next line is whole.
      const start = isCutOff ? '\n' : '';
      try {
        await handle.appendFile(`${start}${JSON.stringify(line)}\n`);
        isCutOff = false;
        await handle.datasync();
      } catch (error) {
        isCutOff = true;
        throw diskProblem(file, error);
      }
    },
    close: () => handle.close(),
  };
}

/** Replaces a file; the new one, and its name in the folder, are on the disk when this resolves. */
export async function writeDurably(file: string, content: string | Buffer, mode = 0o644): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, content, { fsync: true, mode });
    await syncFolder(dirname(file));
  } catch (error) {
    throw diskProblem(file, error);
  }
}

/** A disk that does not take what is written, as a sentence; an error that is something else as it is. */
function diskProblem(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = reasons[code];
  if (why === undefined) return error;
  return new Problem(`${relative(process.cwd(), file)} cannot be written: ${why}`, {
    hint: 'Put that right and run it again: what was sent before is looked up first, and nothing goes out twice.',
    cause: error,
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EIO: 'the disk reports an error',
};

/** A line that was cut off by a crash ends here, so that the next one stands alone. */
async function endLine(handle: FileHandle): Promise<void> {
  const { size } = await handle.stat();
  if (size === 0) return;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  if (buffer.toString() !== '\n') await handle.appendFile('\n');
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** A file of JSON lines, open for adding. */
export interface Lines {
  add(line: object): Promise<void>;
  close(): Promise<void>;
}
