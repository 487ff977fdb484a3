// Plain JavaScript that any Node of the last ten years reads: it has to run where nothing else of us can.
const wanted = [24, 12];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(
    [
      `村鉴 Cunjian needs Node ${wanted.join('.')} or newer; this is ${process.versions.node} (${process.execPath}).`,
      '',
      'Run  npm ci  in the folder of the project: it brings the right Node along, and npm scripts pick it up.',
      'Where that finds none for your machine, install Node 24 (LTS) from your system or your version manager,',
      'and run  npm start  again.',
    ].join('\n'),
  );
  process.exit(1);
}
