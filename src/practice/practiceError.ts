/** Why there is no practice fleet, in a sentence for the operator. */
export class PracticeError extends Error {
  override readonly name = 'PracticeError';
}
