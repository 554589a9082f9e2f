/** The invented people whom the local issuer vouches for, each with the role that the run gives them at the desk. */
export const deskPeople = [
  { name: 'Ines Almeida', email: 'administrator@example.org', role: 'administrator' },
  { name: 'Oskar Lindqvist', email: 'officer@example.org', role: 'officer' },
  { name: 'Rania Haddad', email: 'reader@example.org', role: 'reader' },
] as const
