/** Stands in for what makes functions of text, which the policy of an extension's pages forbids. Reading schemas never calls it. */
export default function codegen(): never {
  throw new Error('No code is made of text here.');
}
