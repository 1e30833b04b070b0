mod wire;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let base = std::env::args().nth(1).unwrap();
    let client = wire::client(&base);
    if std::env::args().nth(2).is_some() {
        return;
    }
    println!("{:?}", wire::create(&client).await);
}
