// For mongosh: a replica set of one node, and the account of the services. What is there is left as it is, so it may run again.
/* global db, sleep, quit, print, require */
const { readFileSync } = require('fs');
const secret = (name) => readFileSync(`/run/secrets/${name}`, 'utf8').trim();
const services = ['registry', 'publication', 'consultation', 'audit', 'integration'];
const { username, password } = new URL(secret('CUNJIAN_MONGODB'));

const admin = db.getSiblingDB('admin');
admin.auth('root', secret('mongodb-root-password'));
try {
  admin.runCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: 'mongodb:27017' }] } });
} catch (error) {
  if (error.codeName !== 'AlreadyInitialized') throw error;
}
const maxTries = 60;
for (let tries = 0; !admin.hello().isWritablePrimary; tries++) {
  if (tries === maxTries) {
    print('the replica set has no primary after a minute: see the log of mongodb');
    quit(1);
  }
  sleep(1000);
}
const databases = [
  ...services.flatMap((service) => [`cunjian_${service}`, `cunjian_${service}_reactions`]),
  // What integration keeps of its own: how far the relay and the webhooks are, and where events stand in the logs.
  ...['cunjian_integration-relay', 'cunjian_integration-places', 'cunjian_integration-deliveries_reactions'],
];
const roles = databases.map((name) => ({ role: 'readWrite', db: name }));
const user = decodeURIComponent(username);
const account = { pwd: decodeURIComponent(password), roles };
if (admin.getUser(user) === null) admin.createUser({ user, ...account });
else admin.updateUser(user, account);
print('the replica set and the account are there');
