/** Whether it could be an id of ours: anything else is not worth a read, and could be longer than a key may be (2,048 bytes). */
export const couldBeAnId = (id: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(id)
