using Workbook.Kernel;
LineServer.Run(Environment.CurrentDirectory);
return 0;
