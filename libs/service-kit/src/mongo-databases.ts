/** What a store keeps: `reactions` are checkpoints and deadlines, which have a writer of their own. */
export type Kept = 'readModels' | 'reactions';

const services = ['registry', 'publication', 'consultation', 'audit', 'integration'];

/** Of every store of all services. The account that they share may reach these and no others. */
export const mongoDatabases: readonly string[] = [
  ...services.flatMap((service) => [`cunjian_${service}`, `cunjian_${service}_reactions`]),
  // How far the relay and the webhooks are, and where events stand in the logs.
  ...['cunjian_integration-relay', 'cunjian_integration-places', 'cunjian_integration-deliveries_reactions'],
];

/** Throws for one that is not among them: a MongoDB with accounts would refuse it, a stand-in would not. */
export const databaseOf = (kept: Kept, service: string): string => {
  const name = kept === 'readModels' ? `cunjian_${service}` : `cunjian_${service}_reactions`;
  if (!mongoDatabases.includes(name)) throw new Error(`${name} is not among the databases that the account may reach`);
  return name;
};
