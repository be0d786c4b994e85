export interface WampMessage {
  readonly name: string;
  /**
   * The fields behind the type: a name, `?` where it may be missing, and its kind: `i` an id, `u` a URI, `s` a string,
   * `d` a dictionary, `l` a list.
   */
  readonly fields: string;
  /** What kind of request it is. */
  readonly asks?: string;
  /** What kind of request it answers. */
  readonly answers?: string;
}

const PAYLOAD = 'arguments?:l argumentsKw?:d';

/** The messages of the WAMP protocol by their codes (Basic Profile, 6, and the Advanced Profile's). */
export const MESSAGES: ReadonlyMap<number, WampMessage> = new Map<number, WampMessage>([
  [1, { name: 'HELLO', fields: 'realm:u details:d', asks: 'hello' }],
  [2, { name: 'WELCOME', fields: 'session:i details:d', answers: 'hello' }],
  [3, { name: 'ABORT', fields: 'details:d reason:u', answers: 'hello' }],
  [4, { name: 'CHALLENGE', fields: 'method:s details:d', answers: 'hello' }],
  [5, { name: 'AUTHENTICATE', fields: 'signature:s details:d' }],
  [6, { name: 'GOODBYE', fields: 'details:d reason:u' }],
  [8, { name: 'ERROR', fields: `requestType:i request:i details:d error:u ${PAYLOAD}` }],
  [16, { name: 'PUBLISH', fields: `request:i options:d uri:u ${PAYLOAD}`, asks: 'publish' }],
  [17, { name: 'PUBLISHED', fields: 'request:i publication:i', answers: 'publish' }],
  [32, { name: 'SUBSCRIBE', fields: 'request:i options:d uri:u', asks: 'subscribe' }],
  [33, { name: 'SUBSCRIBED', fields: 'request:i subscription:i', answers: 'subscribe' }],
  [34, { name: 'UNSUBSCRIBE', fields: 'request:i subscription:i', asks: 'unsubscribe' }],
  [35, { name: 'UNSUBSCRIBED', fields: 'request:i details?:d', answers: 'unsubscribe' }],
  [36, { name: 'EVENT', fields: `subscription:i publication:i details:d ${PAYLOAD}` }],
  [48, { name: 'CALL', fields: `request:i options:d uri:u ${PAYLOAD}`, asks: 'call' }],
  [49, { name: 'CANCEL', fields: 'request:i options:d' }],
  [50, { name: 'RESULT', fields: `request:i details:d ${PAYLOAD}`, answers: 'call' }],
  [64, { name: 'REGISTER', fields: 'request:i options:d uri:u', asks: 'register' }],
  [65, { name: 'REGISTERED', fields: 'request:i registration:i', answers: 'register' }],
  [66, { name: 'UNREGISTER', fields: 'request:i registration:i', asks: 'unregister' }],
  [67, { name: 'UNREGISTERED', fields: 'request:i details?:d', answers: 'unregister' }],
  [68, { name: 'INVOCATION', fields: `request:i registration:i details:d ${PAYLOAD}`, asks: 'invocation' }],
  [69, { name: 'INTERRUPT', fields: 'request:i options:d' }],
  [70, { name: 'YIELD', fields: `request:i options:d ${PAYLOAD}`, answers: 'invocation' }],
]);
