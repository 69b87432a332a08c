/** The part of write-file-atomic that is used; the package brings no types. */
declare module "write-file-atomic" {
  export default function writeFileAtomic(
    file: string,
    data: string | Uint8Array,
    options?: { encoding?: BufferEncoding; fsync?: boolean; mode?: number },
  ): Promise<void>;
}
