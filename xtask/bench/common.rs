// Code that all load programs share: N calls, a number of them at a time, and their timing.
//
//     load BASE_URL CALLS IN_FLIGHT
//
// prints nanoseconds: until the client was ready, for all calls, for the median call and for the
// 99th percentile; and the number of failed calls.

use std::future::Future;
use std::time::{Duration, Instant};

pub fn arguments() -> (String, usize, usize) {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().unwrap();
    (next(), next().parse().unwrap(), next().parse().unwrap())
}

pub async fn run<C, F>(ready: Duration, client: C, calls: usize, in_flight: usize, call: fn(C) -> F)
where
    C: Clone + Send + 'static,
    F: Future<Output = bool> + Send + 'static,
{
    let start = Instant::now();
    let tasks: Vec<_> = (0..in_flight)
        .map(|task| {
            let client = client.clone();
            let share = calls / in_flight + usize::from(task < calls % in_flight);
            tokio::spawn(async move {
                let mut times = Vec::with_capacity(share);
                let mut failed = 0;
                for _ in 0..share {
                    let start = Instant::now();
                    failed += usize::from(!call(client.clone()).await);
                    times.push(start.elapsed());
                }
                (times, failed)
            })
        })
        .collect();
    let (mut times, mut failed) = (Vec::new(), 0);
    for task in tasks {
        let (mut of_task, failed_of_task) = task.await.unwrap();
        times.append(&mut of_task);
        failed += failed_of_task;
    }
    let elapsed = start.elapsed();
    times.sort();
    let at = |part: usize| times.get(times.len() * part / 100).map_or(0, Duration::as_nanos);
    println!(
        "{} {} {} {} {failed}",
        ready.as_nanos(),
        elapsed.as_nanos(),
        at(50),
        at(99),
    );
}
