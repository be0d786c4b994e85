import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Direction } from '../../../src/websocket/frame.ts';
import { checkSchema, type SchemaCheck } from './format-check.ts';
import './format-editor.css';
import { keepSchema, MAX_SCHEMA, removeSchema, type Schema } from './format-schemas.ts';
import { tell } from '../notice.ts';

export interface FormatEditorProps {
  readonly schema: Schema;
  readonly onRemove: () => void;
  /** The message type that is chosen of a protobuf schema, and for which frames it is chosen. */
  readonly message: string;
  readonly direction: Direction;
  readonly onMessage: (message: string) => void;
}

const HINTS: Readonly<Record<Schema['kind'], string>> = {
  layout: 'u8 type;\nswitch (type) {\n  case 1: string name[u8];\n  case 2: i16 x, y; f32 angle;\n}',
  proto: 'syntax = "proto3";\nmessage Move {\n  int32 x = 1;\n}',
};

/** The text of a format of the person's own. What is written counts at once, so that the frame shows what it does. */
export function FormatEditor(props: FormatEditorProps): JSX.Element {
  const { schema, onRemove, message, direction, onMessage } = props;
  const [check, setCheck] = useState<SchemaCheck | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const look = async () => {
      const found = await checkSchema(schema);
      if (isCurrent) setCheck(found);
    };
    void look();
    return () => (isCurrent = false);
  }, [schema.kind, schema.text]);
  const error = check?.error;
  return (
    <div class="format-editor" role="group" aria-label={`The format ${schema.name}`}>
      <textarea
        class="input mono"
        aria-label={schema.kind === 'layout' ? 'Layout' : 'protobuf schema'}
        aria-invalid={error !== undefined}
        aria-describedby="format-error"
        spellcheck={false}
        rows={8}
        maxLength={MAX_SCHEMA}
        placeholder={HINTS[schema.kind]}
        value={schema.text}
        onInput={({ currentTarget: { value } }) => keepSchema({ ...schema, text: value })}
      />
      <div class="bar">
        {schema.kind === 'proto' && (
          <>
            <input
              type="file"
              accept=".proto,text/plain"
              aria-label="Read a .proto file"
              onChange={({ currentTarget }) => void readFile(currentTarget, schema)}
            />
            {check && check.messages.length > 0 && (
              <select
                class="input"
                aria-label={`Message of ${direction} frames`}
                title={`Message of ${direction} frames`}
                value={message}
                onChange={({ currentTarget: { value } }) => onMessage(value)}
              >
                <option value="">Message of {direction} frames…</option>
                {check.messages.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </>
        )}
        <span id="format-error" class="format-error error-text" role="status">
          {error && `Line ${error.line}, column ${error.column}: ${error.message}`}
        </span>
        <span class="gap" />
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            removeSchema(schema.name);
            onRemove();
            const run = () => keepSchema(schema);
            tell(`${schema.name} was removed.`, { run, forget: () => undefined });
          }}
        >
          Remove
        </button>
      </div>
    </div>
  );
}

async function readFile(input: HTMLInputElement, schema: Schema): Promise<void> {
  const file = input.files?.[0];
  if (!file) return;
  if (file.size > MAX_SCHEMA) tell(`${file.name} is too large for a schema.`);
  else keepSchema({ ...schema, text: await file.text() });
}
