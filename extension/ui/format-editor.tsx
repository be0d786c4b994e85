import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { checkSchema, type SchemaCheck } from './format-check.ts';
import './format-editor.css';
import { keepSchema, MAX_SCHEMA, removeSchema, type Schema } from './format-schemas.ts';
import { tell } from './notice.ts';

export interface FormatEditorProps {
  readonly schema: Schema;
  readonly onRemove: () => void;
}

const HINTS: Readonly<Record<Schema['kind'], string>> = {
  layout: 'u8 type;\nswitch (type) {\n  case 1: string name[u8];\n  case 2: i16 x, y; f32 angle;\n}',
  proto: 'syntax = "proto3";\nmessage Move {\n  int32 x = 1;\n}',
};

/** The text of a format of the person's own. What is written counts at once, so that the frame shows what it does. */
export function FormatEditor({ schema, onRemove }: FormatEditorProps): JSX.Element {
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
