const bytes = new DataView(new ArrayBuffer(8));
const SIGN = 1n << 63n;

/** Doubles mapped to whole numbers that keep their order, so that halving an interval ends on one double. */
function orderOf(x: number): bigint {
  bytes.setFloat64(0, x);
  const bits = bytes.getBigUint64(0);
  return bits & SIGN ? -(bits ^ SIGN) : bits;
}

function doubleAt(order: bigint): number {
  bytes.setBigUint64(0, order < 0n ? SIGN | -order : order);
  return bytes.getFloat64(0);
}

/** How many pairs i <= j have a sum of at most `limit`: one walk from both ends of the sorted list. */
function countUpTo(inOrder: Float64Array, limit: number): number {
  let count = 0;
  let j = inOrder.length - 1;
  for (let i = 0; i <= j; i++) {
    while (j >= i && inOrder[i]! + inOrder[j]! > limit) j--;
    count += Math.max(0, j - i + 1);
  }
  return count;
}

/**
 * The k-th smallest of all sums d_i + d_j with i <= j, by halving the interval of doubles between the least and the
 * greatest sum and counting. Range: ascending finite numbers, 1 <= k <= n(n+1)/2. Exact; at most 64 walks of length n.
 */
export function kthPairSum(inOrder: Float64Array, k: number): number {
  let low = orderOf(2 * inOrder[0]!);
  let high = orderOf(2 * inOrder[inOrder.length - 1]!);
  while (low < high) {
    const middle = (low + high) >> 1n;
    if (countUpTo(inOrder, doubleAt(middle)) >= k) high = middle;
    else low = middle + 1n;
  }
  return doubleAt(low) + 0;
}
