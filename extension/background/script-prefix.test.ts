import { describe, expect, it } from 'vitest';
import { prefixFor } from './script-prefix.ts';

const STRICT = '"use strict";';
const of = (source: string, isAll = true) => prefixFor(new TextEncoder().encode(source), isAll);

describe('what must stand before the hook', () => {
  it.for([
    ['"use strict"', STRICT],
    ["'use strict';x()", STRICT],
    ["// a\n/* b\n */ 'use strict'\nx()", STRICT],
    ['\ufeff"use strict";', STRICT],
    ["'use asm';\n'use strict';", STRICT],
    ["'use asm'\n'use strict'\n", STRICT],
    ["'use strict'}", STRICT],
    ['x();"use strict";', ''],
    ["'use\\x20strict';", ''],
    ["'use strict'.length;", ''],
    ["'use strict'\n.length;", ''],
    ["'use strict'\n+ x;", ''],
    ["'use strict'\nin x;", ''],
    ["'use strict'\ninner();", STRICT],
    ["'use strict' + x;", ''],
    ['"it\'s"; x()', ''],
    ['import "./x.js";', ''],
    ['', ''],
    ['// only a comment', ''],
    ['#!/usr/bin/env node\nx()', null],
    ['--> a comment', null],
    ['<!-- a comment', null],
  ] as const)('%j: %j', ([source, prefix]) => {
    expect(of(source)).toBe(prefix);
  });

  it.for(['', '/* a licence', '// a licence', '"use str', '"use strict"', '"use strict" /* and'])(
    'cannot be told after %j alone',
    (source) => {
      expect(of(source, false)).toBe('more');
    },
  );

  it('is told as soon as the first statement has begun', () => {
    expect(of('/* a licence */ (function', false)).toBe('');
    expect(of('"use strict";', false)).toBe(STRICT);
  });

  it('takes a multi-byte character that is cut for none', () => {
    expect(prefixFor(new TextEncoder().encode('x="é"').subarray(0, 4), false)).toBe('');
  });
});
