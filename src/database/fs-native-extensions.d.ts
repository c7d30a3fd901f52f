// Types of what is used of fs-native-extensions, which has none.
declare module 'fs-native-extensions' {
  /**
   * Locks a whole open file for whoever has it open so, until it is closed: `F_OFD_SETLK` on Linux, `flock` on macOS,
   * `LockFileEx` on Windows. False if another has locked it.
   */
  export function tryLock(fd: number): boolean;
}
