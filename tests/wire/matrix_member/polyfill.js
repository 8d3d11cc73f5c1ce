// matrix-js-sdk 43 is made for Node 22; this is the one thing of it that Node 20 lacks.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new this((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};
