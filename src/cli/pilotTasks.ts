/** What `muster pilot` can be told to do. */
export const pilotTasks = ['list', 'commands', 'render'] as const;
