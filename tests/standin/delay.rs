//! A line of a given length: what a network does to a connection, put in front of an accepted socket.
//!
//! Opening costs a round trip before anything moves, then every byte travels half of one each way; a TLS
//! handshake pays for its own exchange by passing through here.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, DuplexStream};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

/// The near end of the line, and the tasks that are the line: dropping them cuts it.
pub fn line(socket: TcpStream, rtt: Duration) -> (DuplexStream, JoinSet<()>) {
    let (near, far) = tokio::io::duplex(64 * 1024);
    // Not `into_split`, whose halves say goodbye when dropped: a reset must stay a reset.
    let (from_client, to_client) = tokio::io::split(socket);
    let (from_service, to_service) = tokio::io::split(far);
    let open = Instant::now() + rtt;
    let mut tasks = JoinSet::new();
    tasks.spawn(carry(from_client, to_service, open, rtt / 2));
    tasks.spawn(carry(from_service, to_client, open, rtt / 2));
    (near, tasks)
}

async fn carry(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    open: Instant,
    delay: Duration,
) {
    let (sender, mut receiver) = mpsc::channel(64);
    let collect = async move {
        let mut buffer = vec![0; 16 * 1024];
        while let Ok(length @ 1..) = from.read(&mut buffer).await {
            let due = Instant::now().max(open) + delay;
            if sender.send((due, buffer[..length].to_vec())).await.is_err() {
                break;
            }
        }
    };
    let deliver = async move {
        while let Some((due, bytes)) = receiver.recv().await {
            sleep_until(due).await;
            if to.write_all(&bytes).await.is_err() {
                return;
            }
        }
        let _ = to.shutdown().await;
    };
    tokio::join!(collect, deliver);
}
