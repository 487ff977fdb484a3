export { codesOf, ok } from './answers.ts';
export { enterPerson, establishBody, type Person } from './enter-person.ts';
export { openService } from './open-service.ts';
export { png, uploadAs } from './picture.ts';
