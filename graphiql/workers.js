// Runs before GraphiQL: where its editor finds its workers. Files of the gateway, so that no policy has to allow blobs.
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => JSON.parse(document.getElementById('options')?.textContent ?? '').workers[label],
};
