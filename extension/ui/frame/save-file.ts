/** How long a browser may take until it has begun to read what is saved, in milliseconds. */
const KEPT_FOR = 60_000;

/** Has the browser save bytes as a file, as it does with downloads. */
export function saveFile(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_FOR);
}
