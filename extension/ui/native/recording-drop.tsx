import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { NativeRelays } from '../../native/native-relays.ts';

/**
 * Takes recordings that are dropped anywhere on the page. Without it, the browser would leave the page for the file.
 * @param opened called when one is
 */
export function RecordingDrop({
  relays,
  opened,
}: {
  readonly relays: NativeRelays;
  readonly opened: () => void;
}): JSX.Element | null {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const onDragOver = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      // Null where the pointer leaves the page, not one element for another.
      if (event.relatedTarget === null) setIsOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setIsOver(false);
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      opened();
      void relays.openRecording(file);
    };
    document.addEventListener('dragover', onDragOver);
    document.addEventListener('dragleave', onDragLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', onDragOver);
      document.removeEventListener('dragleave', onDragLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, []);
  return isOver ? <div class="recording-drop">Drop the recording of a relay here</div> : null;
}
