/** Why the local run cannot start: one line that says what is wrong and what to do. Printed without a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}
