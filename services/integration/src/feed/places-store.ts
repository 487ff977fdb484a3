/** A store of its own: each has one writer, and that of the read models is another. */
export const placesStore = 'integration-places';
